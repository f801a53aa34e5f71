import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { dayOf } from '../../criteria/day.ts';
import type { Work } from '../../server/assessments/contract.ts';
import { formatDate } from '../i18n/format.ts';

/** What waits for a coordinator or a decision-maker: what colleagues have written, and what they have left. */
export function workList(id: string, { colleagues, comments }: Work): TemplateResult {
  const waiting = colleagues.filter(({ left }) => left > 0);
  const today = dayOf(new Date());
  return html`${commentList(id, comments)}
  ${
    waiting.length > 0
      ? html`<section class="panel">
          <h2>${msg('Hos kollegor')}</h2>
          <ul class="plain task-list">
            ${waiting.map(
              ({ userId, name, left, of, due }) =>
                html`<li>
                  <a href="/sjalvskattning/${id}?hos=${userId}">${name}</a>
                  <span
                    >${msg(str`${left} av ${of} kvar`)}${due ? html`, ${due < today ? html`<strong>${msg(str`skulle vara klart ${formatDate(due)}`)}</strong>` : msg(str`senast ${formatDate(due)}`)}` : nothing}</span
                  >
                </li>`,
            )}
          </ul>
        </section>`
      : nothing
  }`;
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
