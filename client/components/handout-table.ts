import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Criterion } from '../../criteria/model.ts';
import type { AnswerView } from '../../server/assessments/contract.ts';
import { stateTag, type Part } from './answer-state.ts';
import { handoutTag, type Handout } from './handout-state.ts';

/** A colleague: one column. */
export interface Column {
  readonly id: string;
  readonly name: string;
}

/** A criterion chosen for a colleague: one cell. */
export interface Cell {
  readonly userId: string;
  readonly code: string;
}

export const keyOf = ({ userId, code }: Cell): string => `${userId} ${code}`;

interface HandoutTable {
  readonly id: string;
  /** The criteria that are shown, part by part. */
  readonly parts: readonly Part[];
  readonly columns: readonly Column[];
  readonly handouts: readonly Handout[];
  readonly answers: ReadonlyMap<string, AnswerView>;
  /** Keys of the chosen cells; undefined where nothing is to be chosen. */
  readonly chosen: ReadonlySet<string> | undefined;
  /** Ids of those to whom something can be handed out. */
  readonly receivers: ReadonlySet<string>;
  readonly choose: (cells: readonly Cell[], on: boolean) => void;
}

/** Who has which criterion, and how far it has come: a row for each criterion, a column for each colleague. */
export function handoutTable(table: HandoutTable): TemplateResult {
  const { id, parts, columns, handouts, answers, chosen } = table;
  const held = new Map(handouts.map((row) => [keyOf(row), row]));
  const free = (userId: string, criteria: readonly Criterion[]): Cell[] =>
    criteria.map(({ code }) => ({ userId, code })).filter((cell) => !held.has(keyOf(cell)));
  /** One box for many cells: ticked when all are, half ticked when some are, and gone when there is nothing to hand out. */
  const box = (cells: readonly Cell[], label: string) => {
    if (!chosen || cells.length === 0 || cells.some(({ userId }) => !table.receivers.has(userId))) return nothing;
    const n = cells.filter((cell) => chosen.has(keyOf(cell))).length;
    return html`<input
      type="checkbox"
      aria-label=${label}
      .checked=${n === cells.length}
      .indeterminate=${n > 0 && n < cells.length}
      @change=${(event: Event) => {
        table.choose(cells, (event.target as HTMLInputElement).checked);
      }}
    />`;
  };
  const all = parts.flatMap(({ criteria }) => criteria);
  const row = ({ code, title }: Criterion) =>
    html`<tr>
      <th scope="row">
        <a href="/sjalvskattning/${id}/${code}"><span class="code">${code}</span> ${title}</a>
        ${stateTag(answers.get(code))}
      </th>
      ${columns.map(({ id: userId, name }) => {
        const given = held.get(keyOf({ userId, code }));
        return html`<td>
          ${given ? handoutTag(given.state) : box([{ userId, code }], msg(str`${code} till ${name}`))}
        </td>`;
      })}
    </tr>`;
  return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Vem som har vilka kriterier')}>
    <table class="ds-table handout-table">
      <thead>
        <tr>
          <th scope="col">${msg('Kriterium')}</th>
          ${columns.map(
            ({ id: userId, name }) =>
              html`<th scope="col">
                ${name} ${box(free(userId, all), msg(str`Alla kriterier i tabellen till ${name}`))}
              </th>`,
          )}
        </tr>
      </thead>
      ${parts.map(
        ({ name: part, criteria }) =>
          html`<tbody>
            <tr class="part">
              <th scope="rowgroup">${part}</th>
              ${columns.map(
                ({ id: userId, name }) =>
                  html`<td>${box(free(userId, criteria), msg(str`Hela ${part} till ${name}`))}</td>`,
              )}
            </tr>
            ${criteria.map(row)}
          </tbody>`,
      )}
    </table>
  </div>`;
}
