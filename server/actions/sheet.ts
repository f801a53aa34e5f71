import { tableOf, text, type Column } from '../tables/table.ts';
import type { NamedTable } from '../tables/workbook.ts';
import type { Action } from './contract.ts';
import { STATE_WORDS } from './states.ts';

/** Heads that are read back (status-back.ts). */
export const HEADS = { id: 'Id', state: 'Läge', due: 'Klart senast' } as const;

const filled = (value: string) => (value === '' ? null : value);
const level = (
  name: string,
  title: string,
  description: string,
  value: (row: Action) => number | null | undefined,
): Column<Action> => ({ name, title, description, type: 'integer', value: (row) => value(row) ?? null });

/** The organisation's actions. The ids never change, so that a follow-up system can keep them. */
export function actionsSheet(rows: readonly Action[]): NamedTable {
  const table = tableOf<Action>(
    [
      { ...text('id', HEADS.id, 'Åtgärdens nummer. Det ändras aldrig.', ({ id }) => id, true), width: 38 },
      {
        ...text('kod', 'Kod', 'Kriteriets kod. Tom när åtgärden inte gäller ett kriterium.', (row) => row.criterion),
        width: 9,
      },
      text('atgard', 'Åtgärd', 'Vad som ska göras.', ({ title }) => title),
      text('beskrivning', 'Beskrivning', 'Mer om åtgärden.', ({ description }) => filled(description)),
      text('effekt', 'Förväntad effekt', 'Vad åtgärden ska leda till, och för vem.', ({ effect }) => filled(effect)),
      text('ansvarig', 'Ansvarig', 'Funktionen som ansvarar.', ({ responsible }) => filled(responsible)),
      { ...text('klart_senast', HEADS.due, 'Sista dag.', ({ due }) => due), width: 14 },
      { ...text('lage', HEADS.state, 'Planerad, Pågår eller Klar.', ({ state }) => STATE_WORDS[state]), width: 12 },
      level('malniva', 'Målnivå', 'Nivån som åtgärden siktar mot.', ({ targetLevel }) => targetLevel),
      level('startar', 'Startår', 'Året vars nivå åtgärden utgår från.', ({ movement }) => movement?.from?.year),
      level('startniva', 'Startnivå', 'Kriteriets nivå det året.', ({ movement }) => movement?.from?.level),
      level(
        'foljt_ar',
        'Följt upp år',
        'Det senaste året därefter som har en nivå.',
        ({ movement }) => movement?.to?.year,
      ),
      level('niva', 'Nivå då', 'Kriteriets nivå det året.', ({ movement }) => movement?.to?.level),
      {
        name: 'nadd',
        title: 'Målet nått',
        description:
          'ja eller nej. Tomt när det inte går att säga: ingen målnivå, inget senare år, eller omformulerat kriterium.',
        type: 'boolean',
        value: ({ movement }) => movement?.reached ?? null,
      },
    ],
    rows,
  );
  return { name: 'Åtgärder', about: 'Organisationens alla åtgärder.', table };
}
