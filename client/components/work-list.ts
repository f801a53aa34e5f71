import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { dayOf } from '../../criteria/day.ts';
import type { Work } from '../../server/assessments/contract.ts';
import { formatDate } from '../i18n/format.ts';

/** What waits for a coordinator or a decision-maker: what colleagues have written, and what they have left. */
export function workList(id: string, { colleagues, comments }: Work): TemplateResult {
  const waiting = colleagues.filter(({ left, toRead }) => left + toRead > 0);
  return html`${commentList(id, comments)}
  ${
    waiting.length > 0
      ? html`<section class="panel">
          <h2>${msg('Hos kollegor')}</h2>
          <ul class="plain task-list">
            ${waiting.map(
              ({ userId, name, left, of, toRead, due }) =>
                html`<li>
                  <a href="/sjalvskattning/${id}/utdelat?hos=${userId}">${name}</a>
                  <span>${colleagueStanding({ left, of, toRead, due })}</span>
                </li>`,
            )}
          </ul>
        </section>`
      : nothing
  }`;
}

/** How much waits for the colleague, since when, and how much for the coordinator. */
function colleagueStanding({
  left,
  of,
  toRead,
  due,
}: Pick<Work['colleagues'][number], 'left' | 'of' | 'toRead' | 'due'>) {
  const late = due !== null && due < dayOf(new Date());
  const day =
    due === null
      ? nothing
      : late
        ? html`, <strong>${msg(str`skulle vara klart ${formatDate(due)}`)}</strong>`
        : msg(str`, senast ${formatDate(due)}`);
  const waiting = left > 0 ? html`${msg(str`${left} av ${of} väntar på svar`)}${day}` : nothing;
  return html`${waiting}${left > 0 && toRead > 0 ? '. ' : nothing}${toRead > 0 ? html`<strong>${msg(str`${toRead} att läsa`)}</strong>` : nothing}`;
}

/** Criteria where somebody else wrote last. */
export function commentList(id: string, comments: Work['comments']): TemplateResult | typeof nothing {
  return comments.length === 0
    ? nothing
    : html`<section class="panel">
        <h2>${msg('Kommentarer att läsa')}</h2>
        <ul class="plain task-list">
          ${comments.map(
            ({ code, title, name, createdAt }) =>
              html`<li>
                <a href="/sjalvskattning/${id}/${code}?kommentarer"><span class="code">${code}</span> ${title}</a>
                <span class="quiet">${name}, ${formatDate(createdAt)}</span>
              </li>`,
          )}
        </ul>
      </section>`;
}
