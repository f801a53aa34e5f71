import type { Deps } from '../deps.ts';
import type { Membership, RoundMember } from '../memberships/contract.ts';
import { membershipsFor } from '../memberships/memberships.ts';
import { statusOfRound } from '../memberships/status.ts';
import { tableOf, text, type Column } from '../tables/table.ts';
import type { NamedTable } from '../tables/workbook.ts';
import type { Heat, Overview, Support, Weakest } from './contract.ts';
import { weakestFor } from './figures.ts';
import { heatFor } from './heat.ts';
import { overviewFor } from './overview.ts';
import { supportFor } from './support.ts';

/** SKL's own pages as tables, for Excel and CSV. For the network's coordinators only, as the pages are. */

const NOTE =
  'Bara för den som samordnar nätverket. Ska inte lämnas vidare: här finns även de som bara delar statistik.';

const short = <Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => string | null,
  width = 16,
): Column<Row> => ({ ...text(name, title, description, value), width });
const number = <Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => number | null,
): Column<Row> => ({ name, title, description, type: 'number', value });

const KINDS: Readonly<Record<Overview['groups'][number]['kind'], string>> = {
  all: 'Alla',
  main: 'Huvudgrupp',
  merged: 'Flera kommungrupper',
  group: 'Kommungrupp',
  size: 'Storlek',
  county: 'Län',
};

function participation({ groups }: Overview): NamedTable {
  const table = tableOf<Overview['groups'][number]>(
    [
      short('indelning', 'Indelning', 'Hur organisationerna är grupperade.', ({ kind }) => KINDS[kind]),
      text('grupp', 'Grupp', 'Gruppens namn.', ({ name }) => name),
      number('med', 'Med', 'Organisationer som är med i omgången.', ({ joined }) => joined),
      number('paborjade', 'Påbörjade', 'De som har börjat årets självskattning.', ({ started }) => started),
      number('inskickade', 'Inskickade', 'De som har skickat in.', ({ submitted }) => submitted),
    ],
    groups,
  );
  return { name: 'Uppslutning', about: 'Hur långt omgången har kommit, per grupp.', table };
}

function everyAnswer({ by, columns, rows }: Heat): NamedTable {
  const isArea = by === 'area';
  const value = (row: Heat['rows'][number], i: number) => {
    const given = row.values[i] ?? null;
    // The sign of Kolada for what does not apply; a cell with nothing in it is missing.
    return given === 'na' ? '.' : given;
  };
  const table = tableOf<Heat['rows'][number]>(
    [
      short('kod', 'Kod', 'Kommun- eller regionkod.', ({ code }) => code, 8),
      text('organisation', 'Organisation', 'Namnet.', ({ name }) => name),
      text('kommungrupp', 'Kommungrupp', 'SKR:s kommungrupp.', ({ group }) => group),
      short('lan', 'Län', 'Länet.', ({ county }) => county, 20),
      short(
        'delning',
        'Delning',
        'Hur organisationen delar: statistik, natverket eller oppet.',
        ({ sharing }) => sharing,
      ),
      short('inskickad', 'Inskickad', 'Dagen.', ({ submittedAt }) => submittedAt.slice(0, 10)),
      ...columns.map(({ key, name }, i): Column<Heat['rows'][number]> => ({
        name: key,
        title: name,
        description: isArea
          ? 'Index 0–100. Tomt när det saknas eller är ofullständigt.'
          : 'Nivå 0–4. Tomt när svaret saknas, punkt när kriteriet inte är aktuellt.',
        type: 'number',
        width: 14,
        value: (row) => value(row, i),
      })),
    ],
    rows,
  );
  return { name: isArea ? 'Index per område' : 'Nivå per kriterium', about: NOTE, table };
}

function weakPoints(rows: Weakest): NamedTable {
  const table = tableOf<Weakest[number]>(
    [
      short('kod', 'Kod', 'Kriteriets kod.', ({ code }) => code, 9),
      text('kriterium', 'Kriterium', 'Kriteriets namn.', ({ title }) => title),
      number('antal', 'Antal', 'Hur många som har svarat.', ({ n }) => n),
      number('median', 'Median', 'Nivån i mitten.', ({ median }) => median),
      text('kan_lara_ut', 'Kan lära ut', 'De på nivå 3 eller 4 som visar namn.', ({ teachers }) =>
        teachers.map(({ name }) => name).join(', '),
      ),
      number('utan_namn', 'Fler utan namn', 'Så många fler som bara delar statistik.', ({ unnamed }) => unnamed),
    ],
    rows,
  );
  return { name: 'Svagast', about: 'Kriterierna där nätverket har kommit kortast.', table };
}

function wishes({ areas }: Support): NamedTable {
  type Wish = Support['areas'][number]['wishes'][number] & { readonly area: string };
  const table = tableOf<Wish>(
    [
      short('omrade', 'Område', 'Området som önskemålet gäller.', ({ area }) => area, 22),
      text('organisation', 'Organisation', 'Vem som har skrivit.', ({ organisation }) => organisation),
      text('kommungrupp', 'Kommungrupp', 'SKR:s kommungrupp.', ({ group }) => group),
      short('lan', 'Län', 'Länet.', ({ county }) => county, 20),
      { ...text<Wish>('onskemal', 'Önskemål', 'Texten.', ({ text: wish }) => wish), width: 70 },
    ],
    areas.flatMap(({ name, wishes: rows }) => rows.map((row) => ({ ...row, area: name }))),
  );
  return {
    name: 'Önskat stöd',
    about: 'Det som medlemmarna skrev till er. Dela inte vidare vem som har skrivit vad utan att fråga.',
    table,
  };
}

function conditions({ conditions: asked }: Support): NamedTable {
  interface Row {
    readonly question: string;
    readonly group: string;
    readonly option: string;
    readonly n: number;
    readonly answered: number;
  }
  const rows = asked.flatMap(({ question, options, answered, groups }): Row[] =>
    options.flatMap(({ text: option, n }, i) => [
      { question, group: 'Alla', option, n, answered },
      ...groups.map((group) => ({
        question,
        group: group.name,
        option,
        n: group.options[i] ?? 0,
        answered: group.answered,
      })),
    ]),
  );
  const table = tableOf<Row>(
    [
      text('fraga', 'Fråga', 'Frågan om förutsättningar.', ({ question }) => question),
      text('grupp', 'Grupp', 'Alla, en kommungrupp eller regionerna.', ({ group }) => group),
      text('svar', 'Svar', 'Svarsalternativet.', ({ option }) => option),
      number('antal', 'Antal', 'Hur många som har valt det.', ({ n }) => n),
      number('har_svarat', 'Har svarat', 'Hur många i gruppen som har svarat.', ({ answered }) => answered),
    ],
    rows,
  );
  return { name: 'Förutsättningar', about: 'Medlemmarnas egna uppgifter om sina förutsättningar.', table };
}

const STATUS: Readonly<Record<RoundMember['status'], string>> = {
  'not-started': 'Inte påbörjad',
  started: 'Påbörjad',
  ready: 'Klar för beslut',
  adopted: 'Fastställd',
  submitted: 'Inskickad',
};

function roundMembers(rows: readonly RoundMember[]): NamedTable {
  const table = tableOf<RoundMember>(
    [
      short('kod', 'Kod', 'Kommun- eller regionkod.', ({ code }) => code, 8),
      text('organisation', 'Organisation', 'Namnet.', ({ name }) => name),
      text('kommungrupp', 'Kommungrupp', 'SKR:s kommungrupp.', ({ group }) => group),
      short('lan', 'Län', 'Länet.', ({ county }) => county, 20),
      short(
        'lage',
        'Läge',
        'Mer än påbörjad syns bara där organisationen själv visar det.',
        ({ status }) => STATUS[status],
      ),
      number(
        'besvarade',
        'Besvarade',
        'Visas där organisationen själv visar det.',
        ({ progress }) => progress?.answered ?? null,
      ),
      number(
        'galler',
        'Gäller',
        'Kriterier som gäller organisationen.',
        ({ progress }) => progress?.applicable ?? null,
      ),
      short('inskickad', 'Inskickad', 'Dagen.', ({ submittedAt }) => submittedAt?.slice(0, 10) ?? null),
      { name: 'sen', title: 'Sen', description: 'Kom efter sista dagen.', type: 'boolean', value: ({ late }) => late },
      short('delning', 'Delning', 'Hur organisationen delar.', ({ sharing }) => sharing),
      text('samordnare', 'Samordnare', 'Namn och e-post.', ({ coordinators }) =>
        coordinators.map(({ name, email }) => `${name} <${email}>`).join(', '),
      ),
    ],
    rows,
  );
  return { name: 'Medlemmarnas läge', about: 'Medlemmarna i omgången och hur långt de har kommit.', table };
}

function memberships(rows: readonly Membership[]): NamedTable {
  type Time = Membership & Membership['times'][number];
  const table = tableOf<Time>(
    [
      short('kod', 'Kod', 'Kommun- eller regionkod.', ({ code }) => code, 8),
      text('organisation', 'Organisation', 'Namnet.', ({ name }) => name),
      text('kommungrupp', 'Kommungrupp', 'SKR:s kommungrupp.', ({ group }) => group),
      short('lan', 'Län', 'Länet.', ({ county }) => county, 20),
      short('fran', 'Från', 'Första dagen i nätverket.', ({ joinedOn }) => joinedOn),
      short('till', 'Till', 'Sista dagen; tom för den som är med.', ({ leftOn }) => leftOn),
    ],
    rows.flatMap((row) => row.times.map((time): Time => ({ ...row, ...time }))),
  );
  return { name: 'Medlemmar', about: 'Varje tid i nätverket på en egen rad.', table };
}

/** Every table by its name in the address. */
export const NETWORK_TABLES = {
  uppslutning: async (deps: Deps, year: number) => participation(await overviewFor(deps, year)),
  omraden: async (deps: Deps, year: number) => everyAnswer(await heatFor(deps, year, 'area')),
  kriterier: async (deps: Deps, year: number) => everyAnswer(await heatFor(deps, year, 'criterion')),
  svagast: async (deps: Deps, year: number) => weakPoints(await weakestFor(deps, year)),
  stod: async (deps: Deps, year: number) => wishes(await supportFor(deps, year)),
  forutsattningar: async (deps: Deps, year: number) => conditions(await supportFor(deps, year)),
  lage: async (deps: Deps, year: number) => roundMembers(await statusOfRound(deps, year)),
  medlemmar: async (deps: Deps) => memberships(await membershipsFor(deps)),
} as const satisfies Record<string, (deps: Deps, year: number) => Promise<NamedTable>>;

export type NetworkTable = keyof typeof NETWORK_TABLES;
export const NETWORK_TABLE_NAMES = Object.keys(NETWORK_TABLES) as [NetworkTable, ...NetworkTable[]];
