import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { mostLifting } from '../../../criteria/comparison/lift.ts';
import { criterionKey } from '../../../criteria/comparison/measure-keys.ts';
import type { Level } from '../../../criteria/model.ts';
import type { StandingView } from '../../../server/comparison/contract.ts';
import { isShown, placed } from '../../components/figure.ts';
import { formatIndex } from '../../i18n/format.ts';
import { criterionAddress, type Comparison } from './comparison.ts';

/** How many criteria "Vad lyfter er mest" has. */
const LIFTS = 5;

function levelsOf({ criteria, own }: Comparison): Map<string, Level> {
  return new Map(
    criteria.criteria.flatMap(({ code }): [string, Level][] => {
      const value = own?.values[criterionKey(code)];
      return value === undefined ? [] : [[code, value as Level]];
    }),
  );
}

/** The criteria where the own level is furthest below the group's median, each with a way on. */
export function liftOf(comparison: Comparison, mayAct: boolean) {
  const { figures, own, criteria } = comparison;
  const compared = new Map(criteria.criteria.map(({ code }) => [code, placed(figures, criterionKey(code))]));
  const medians = new Map(
    [...compared].flatMap(([code, { figure }]): [string, number][] => (isShown(figure) ? [[code, figure.median]] : [])),
  );
  const lifts = mostLifting(criteria.criteria, levelsOf(comparison), medians).slice(0, LIFTS);
  if (!own) return nothing;
  const titles = new Map(criteria.criteria.map(({ code, title }) => [code, title]));
  return html`<section>
    <h2>${msg('Vad lyfter er mest?')}</h2>
    ${
      lifts.length === 0
        ? html`<p>${whyNoLift(comparison, medians)}</p>`
        : html`<p>${msg('Kriterierna där ni ligger längst under medianen. Öppna ett för att se hur andra gör.')}</p>
            <ol class="plain lifts">
              ${lifts.map(
                ({ code, level, median }) =>
                  html`<li class="panel">
                    <h3>
                      <a href=${criterionAddress(code, figures)}
                        ><span class="code">${code}</span> ${titles.get(code)}</a
                      >
                    </h3>
                    <p>
                      ${msg(str`Ni: nivå ${level}.`)} ${medianOf(compared.get(code)?.from ?? null, median)}
                      ${learnable(own, code)}
                    </p>
                    <p class="actions no-print">
                      <a
                        class="ds-button"
                        data-size="sm"
                        data-variant="secondary"
                        href=${criterionAddress(code, figures)}
                        aria-label=${msg(str`Lär av andra om ${code}`)}
                        >${msg('Lär av andra')}</a
                      >
                      ${mayAct ? html`<a class="ds-button" data-size="sm" data-variant="tertiary" href="/atgarder?${new URLSearchParams({ kriterium: code, niva: String(level + 1), version: figures.catalogue }).toString()}" aria-label=${msg(str`Gör till åtgärd: ${code}`)}>${msg('Gör till åtgärd')}</a>` : nothing}
                    </p>
                  </li>`,
              )}
            </ol>`
    }
  </section>`;
}

const medianOf = (from: string | null, median: number): string =>
  from === null
    ? msg(str`Gruppens median: ${formatIndex(median)}.`)
    : msg(str`Median för ${from}: ${formatIndex(median)}.`);

function whyNoLift(comparison: Comparison, medians: ReadonlyMap<string, number>): string {
  const levels = levelsOf(comparison);
  if (medians.size === 0)
    return msg('Vi kan inte jämföra er med den här gruppen: färre än fem har svarat. Välj en större grupp.');
  if (![...medians.keys()].some((code) => levels.has(code)))
    return msg('Det finns inget kriterium där både ni och gruppen har ett svar som kan jämföras.');
  return msg('Inget kriterium som går att jämföra ligger under medianen. Se alla kriterier nedan.');
}

function learnable(own: StandingView, code: string): string {
  const n = own.examples[code] ?? 0;
  return n > 0 ? msg(str`Medlemmar på nivå 3–4 att lära av: ${n}.`) : msg('Ingen medlem på nivå 3–4 visar namn här.');
}
