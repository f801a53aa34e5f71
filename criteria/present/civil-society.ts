import { formatDate } from './format.ts';
import type { Tag } from './tag.ts';

/** What an association answers, from 0 to 4, in easy Swedish; the scale is the survey's own, and no level. */
export const SURVEY_ANSWERS = ['Nej', 'Mest nej', 'Både ja och nej', 'Mest ja', 'Ja'] as const;

export interface Picture {
  readonly figures: readonly {
    readonly code: string;
    readonly question: string;
    readonly spread: readonly number[] | null;
  }[];
  readonly reply: { readonly text: string; readonly at: string } | null;
}

export interface PictureWords {
  /** How many were asked, answered and declined, and who chose them. */
  readonly asked: string;
  readonly how: string;
  readonly name: string;
  readonly question: string;
  readonly answers: readonly string[];
  readonly level: string;
  readonly hidden: string;
  readonly missing: string;
  readonly replied: (day: string) => string;
  readonly silent: string;
}

/** What associations have said, beside the organisation's own levels, and its reply. The same from server and client. */
export function civilSocietyPicture<T>(
  html: Tag<T>,
  { figures, reply }: Picture,
  levels: ReadonlyMap<string, number | null>,
  words: PictureWords,
): T {
  const cell = (value: number | undefined, spread: readonly number[] | null) =>
    spread === null
      ? html`<td class="num">
          <span aria-hidden="true">..</span><span class="visually-hidden">${words.hidden}</span>
        </td>`
      : html`<td class="num">${String(value ?? 0)}</td>`;
  return html`<div class="reading">
      <p>${words.asked}</p>
      <p class="quiet">${words.how}</p>
    </div>
    <div class="table-wrap" tabindex="0" role="region" aria-label="${words.name}">
      <table class="ds-table survey-table">
        <thead>
          <tr>
            <th scope="col">${words.question}</th>
            ${words.answers.map((answer) => html`<th scope="col" class="num">${answer}</th>`)}
            <th scope="col" class="num">${words.level}</th>
          </tr>
        </thead>
        <tbody>
          ${figures.map(
            ({ code, question, spread }) =>
              html`<tr>
                <th scope="row"><span class="code">${code}</span> ${question}</th>
                ${words.answers.map((_, i) => cell(spread?.[i], spread))}
                <td class="num">
                  ${levels.get(code) ?? html`<span aria-hidden="true">-</span><span class="visually-hidden">${words.missing}</span>`}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <div class="reading">
      ${
        reply
          ? html`<h3>${words.replied(formatDate(reply.at))}</h3>
              <p class="typed">${reply.text}</p>`
          : html`<p class="quiet">${words.silent}</p>`
      }
    </div>`;
}
