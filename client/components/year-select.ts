import { msg } from '@lit/localize';
import type { TemplateResult } from 'lit';
import type { Round } from '../../server/rounds/contract.ts';
import { fromAddress, toAddress } from './address-state.ts';
import { select } from './select.ts';

/** The year of the address, when there is a round for it; otherwise the newest. */
export function chosenYear(rounds: readonly Round[]): number | undefined {
  const wanted = Number(fromAddress('ar'));
  return rounds.some(({ year }) => year === wanted) ? wanted : rounds[0]?.year;
}

/** Choice of year, kept in the address. */
export function yearSelect(rounds: readonly Round[], chosen: number, choose: (year: number) => void): TemplateResult {
  return select(
    'year',
    msg('År'),
    rounds.map(({ year }) => ({ value: String(year), label: String(year) })),
    String(chosen),
    (year) => {
      toAddress({ ar: year });
      choose(Number(year));
    },
  );
}
