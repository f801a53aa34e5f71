import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownRating } from '../../server/panels/contract.ts';

/** The middle of the levels that were chosen. */
function median(levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? 0)) / 2;
}

/** What each assessor chose and why: those who differ most from the rest first, since they have most to tell. */
export function shownRatings(ratings: readonly ShownRating[]): TemplateResult | typeof nothing {
  if (ratings.length === 0) return nothing;
  const middle = median(ratings.flatMap(({ level }) => level ?? []));
  const distance = ({ level }: ShownRating) => (level === null ? -1 : Math.abs(level - middle));
  return html`<ul class="plain shown-ratings">
    ${ratings
      .toSorted((a, b) => distance(b) - distance(a))
      .map(
        ({ name, level, text }) =>
          html`<li>
            <strong>${name}</strong>
            <span class="ds-tag" data-size="sm">${level === null ? msg('Ingen nivå') : msg(str`Nivå ${level}`)}</span>
            ${text ? html`<p class="typed">${text}</p>` : nothing}
          </li>`,
      )}
  </ul>`;
}
