import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import type { OwnRating, SeatView } from '../../server/panels/contract.ts';
import type { RatingDraft } from '../offline/rating-form.ts';
import type { Saver } from '../offline/saver.ts';

type Row = SeatView['criteria'][number];

function standing({ closed, mine }: Row, draft: RatingDraft | undefined): readonly [string, string] {
  if (closed) return [msg('Stängt'), 'neutral'];
  const level = draft?.level ?? null;
  if (level === null)
    return mine.elsewhere
      ? [msg('Nivå vald på en annan telefon eller dator'), 'info']
      : [msg('Inte bedömt'), 'warning'];
  return draft?.done ? [msg(str`Nivå ${level}, klart`), 'success'] : [msg(str`Nivå ${level}`), 'info'];
}

/** The criteria of a joint assessment, as one assessor has come with them. */
export function ratingList(
  catalogue: Catalogue,
  rows: readonly Row[],
  savers: ReadonlyMap<string, Saver<RatingDraft, OwnRating>>,
  open: (code: string) => unknown,
): TemplateResult {
  const titles = new Map(everyCriterion(catalogue).map(({ code, title }) => [code, title]));
  return html`<ul class="plain task-list">
    ${rows.map((row) => {
      const saver = savers.get(row.code);
      const [text, colour] = standing(row, saver?.draft);
      return html`<li>
        <button class="link-button" @click=${() => open(row.code)}>
          <span class="code">${row.code}</span> ${titles.get(row.code)}
        </button>
        <span
          >${saver && !['idle', 'saving', 'saved'].includes(saver.status.kind) ? html`<span class="ds-tag" data-color="danger" data-size="sm">${msg('Inte skickat')}</span>` : nothing}
          <span class="ds-tag" data-color=${colour} data-size="sm">${text}</span></span
        >
      </li>`;
    })}
  </ul>`;
}
