import { LENS_NAMES, LENSES, type Lens } from '../../criteria/scoring/lens.ts';
import { tallyOf } from '../../criteria/scoring/score.ts';
import type { Criterion } from '../../criteria/model.ts';
import { actionsSheet } from '../actions/sheet.ts';
import type { AnswerView, EvidenceItem } from '../assessments/contract.ts';
import { tableOf, text, type Column } from '../tables/table.ts';
import type { NamedTable } from '../tables/workbook.ts';
import { answeredIn, type Account } from './account.ts';
import type { Compared, Comparison } from './comparison.ts';

/** One's own answers and result as tables, for Excel, CSV and JSON. */

export const TABLE_NAMES = [
  'svar',
  'underlag',
  'resultat',
  'jamforelse',
  'nyckeltal',
  'atgarder',
  'kriterier',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

interface Answered {
  readonly criterion: Criterion;
  readonly area: string;
  readonly answer: AnswerView | undefined;
}

const code = <Row>(value: (row: Row) => string | null): Column<Row> => ({
  ...text('kod', 'Kod', 'Kriteriets kod. Den betyder alltid samma sak inom en version.', value, true),
  width: 9,
});
const number = <Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => number | null,
): Column<Row> => ({ name, title, description, type: 'number', value });

/** Text that is there; a cell without any is empty. */
const filled = (value: string | null | undefined): string | null => (value === '' ? null : (value ?? null));

function stateOf({ answer }: Answered): string {
  if (answer?.notApplicable) return 'ej aktuellt';
  if (answer?.toConfirm) return 'att bekräfta';
  return answer?.level === null || answer === undefined ? 'obesvarat' : 'besvarat';
}

function answers(account: Account) {
  const rows = answeredIn(account).map((row): Answered => ({
    ...row,
    answer: account.answers.get(row.criterion.code),
  }));
  return tableOf<Answered>(
    [
      code(({ criterion }) => criterion.code),
      {
        ...text('omrade', 'Område', 'Området eller fördjupningen som kriteriet hör till.', ({ area }) => area),
        width: 22,
      },
      text('kriterium', 'Kriterium', 'Kriteriets namn.', ({ criterion }) => criterion.title),
      number(
        'niva',
        'Nivå',
        'Nivån 0–4. Tom när kriteriet är obesvarat eller inte gäller er.',
        ({ answer }) => answer?.level ?? null,
      ),
      {
        ...text(
          'lage',
          'Läge',
          'besvarat, obesvarat, ej aktuellt, eller att bekräfta: svaret kommer från ett tidigare år och räknas inte förrän någon har bekräftat det.',
          stateOf,
        ),
        width: 14,
      },
      text('skal', 'Skäl', 'Varför kriteriet inte gäller er.', ({ answer }) => filled(answer?.reason)),
      {
        ...text('motivering', 'Motivering', 'Er motivering till nivån.', ({ answer }) => filled(answer?.motivation)),
        width: 70,
      },
      number(
        'underlag',
        'Antal underlag',
        'Hur många underlag som är angivna. De står på bladet Underlag.',
        ({ answer }) => answer?.evidence.length ?? 0,
      ),
      {
        ...text(
          'andrat',
          'Senast ändrat',
          'Dag för den senaste ändringen.',
          ({ answer }) => answer?.updatedAt.slice(0, 10) ?? null,
        ),
        width: 14,
      },
    ],
    rows,
  );
}

function evidence(account: Account) {
  const rows = answeredIn(account).flatMap(({ criterion: { code: criterion } }) =>
    (account.answers.get(criterion)?.evidence ?? []).map((item): EvidenceItem & { criterion: string } => ({
      ...item,
      criterion,
    })),
  );
  return tableOf<(typeof rows)[number]>(
    [
      code(({ criterion }) => criterion),
      text('titel', 'Titel', 'Underlagets namn.', ({ title }) => title),
      {
        ...text('diarienummer', 'Diarienummer', 'Ärendets nummer hos er.', ({ diarienummer }) => filled(diarienummer)),
        width: 18,
      },
      { ...text('datum', 'Datum', 'Dag för beslutet eller dokumentet.', ({ date }) => filled(date)), width: 14 },
      text('lank', 'Länk', 'Webbadress.', ({ link }) => filled(link)),
    ],
    rows,
  );
}

interface Scored {
  readonly lens: Lens;
  readonly name: string;
  readonly index: number | null;
  readonly answered: number;
  readonly applicable: number;
  readonly notApplicable: number;
  readonly incomplete: boolean;
  readonly levels: readonly number[];
}

/** The result by every lens; the starter track has levels and no index. */
function results({ catalogue, tasks, states, now }: Account) {
  const tally = tallyOf(catalogue, tasks, states, LENSES, now.track);
  const rows = LENSES.flatMap((lens) =>
    tally
      .groups(lens)
      .filter(({ applicable, notApplicable }) => applicable + notApplicable > 0)
      .map((group): Scored => ({ ...group, lens, index: now.track === 'starter' ? null : group.index })),
  );
  return tableOf<Scored>(
    [
      {
        ...text(
          'visning',
          'Visat efter',
          'Område, uppdrag, rättighetsprincip, tema eller globalt mål: samma svar på olika sätt.',
          ({ lens }) => LENS_NAMES[lens].name,
        ),
        width: 20,
      },
      text('grupp', 'Grupp', 'Gruppens namn.', ({ name }) => name),
      number(
        'index',
        'Index',
        'Summan av nivåerna i procent av den högsta möjliga, bland besvarade kriterier som gäller er. Tom när färre än tre är besvarade.',
        ({ index }) => index,
      ),
      number('besvarade', 'Besvarade', 'Besvarade kriterier.', ({ answered }) => answered),
      number('galler', 'Gäller er', 'Kriterier som gäller er.', ({ applicable }) => applicable),
      number(
        'ej_aktuella',
        'Ej aktuella',
        'Kriterier som ni har svarat inte är aktuella.',
        ({ notApplicable }) => notApplicable,
      ),
      {
        name: 'ofullstandigt',
        title: 'Ofullständigt',
        description: 'ja när färre än 80 procent är besvarade. Då jämförs indexet inte med andras.',
        type: 'boolean',
        value: ({ incomplete }) => incomplete,
      },
      ...[0, 1, 2, 3, 4].map((level) =>
        number<Scored>(
          `niva_${level}`,
          `Nivå ${level}`,
          `Antal kriterier på nivå ${level}.`,
          ({ levels }) => levels[level] ?? 0,
        ),
      ),
    ],
    rows,
  );
}

function comparisonTable(compared: Comparison | null) {
  return tableOf<Compared>(
    [
      text('matt', 'Mått', 'Område, kriterium eller nyckeltal.', ({ name }) => name),
      number('egen', 'Eget värde', 'Index för områden, nivå för kriterier, procent för nyckeltal.', ({ own }) => own),
      text(
        'grupp',
        'Grupp',
        'Vems siffror som står bredvid: en vidare grupps när gruppens egen inte kan visas för alla.',
        ({ peers }) => peers,
      ),
      number('median', 'Median', 'Gruppens median. Tom när den inte visas.', ({ figure }) => figure?.median ?? null),
      number('undre', 'Undre kvartil', 'Visas från tio svar.', ({ figure }) => figure?.quartiles?.[0] ?? null),
      number('ovre', 'Övre kvartil', 'Visas från tio svar.', ({ figure }) => figure?.quartiles?.[1] ?? null),
      number('antal', 'Antal', 'Hur många som ingår.', ({ figure }) => figure?.n ?? null),
      number(
        'utanfor',
        'Räknas inte med',
        'Hur många som bara delar statistik och inte ingår i talet.',
        ({ figure }) => figure?.without ?? null,
      ),
    ],
    compared?.rows ?? [],
  );
}

function indicators({ catalogue, shares }: Account) {
  const rows = catalogue.indicators.map(({ code: indicator, title }) => ({
    indicator,
    title,
    share: shares.get(indicator),
  }));
  return tableOf<(typeof rows)[number]>(
    [
      { ...text('kod', 'Kod', 'Nyckeltalets kod.', ({ indicator }) => indicator, true), width: 9 },
      text('nyckeltal', 'Nyckeltal', 'Nyckeltalets namn.', ({ title }) => title),
      number('taljare', 'Antal', 'Hur många det gäller (täljaren).', ({ share }) => share?.numerator ?? null),
      number('namnare', 'Av', 'Av hur många (nämnaren).', ({ share }) => share?.denominator ?? null),
      number('procent', 'Procent', 'Andelen i procent, med en decimal.', ({ share }) =>
        share ? Math.round((1000 * share.numerator) / share.denominator) / 10 : null,
      ),
    ],
    rows,
  );
}

function criteria(account: Account) {
  return tableOf<Criterion>(
    [
      code((criterion) => criterion.code),
      text('kriterium', 'Kriterium', 'Kriteriets namn.', ({ title }) => title),
      text('fraga', 'Fråga', 'Frågan som ni svarar på.', ({ question }) => question),
      ...[0, 1, 2, 3, 4].map((level) =>
        text<Criterion>(
          `niva_${level}`,
          `Nivå ${level}`,
          `Vad som ska stämma för nivå ${level}.`,
          ({ levels }) => levels[level] ?? null,
        ),
      ),
    ],
    answeredIn(account).map(({ criterion }) => criterion),
  );
}

/** Every table of an assessment, in the order of the workbook's sheets. */
export function tablesOf(account: Account, comparison: Comparison | null): Readonly<Record<TableName, NamedTable>> {
  return {
    svar: { name: 'Svar', about: 'Ett kriterium per rad.', table: answers(account) },
    underlag: { name: 'Underlag', about: 'Ett underlag per rad.', table: evidence(account) },
    resultat: { name: 'Resultat', about: 'Svaren sammanräknade på fem sätt.', table: results(account) },
    jamforelse: {
      name: 'Jämförelse',
      about: comparison
        ? `${comparison.peers}, utgåva ${comparison.edition}. Medianer som inte får visas är tomma.`
        : 'Det finns inga jämförelsetal för året ännu, eller så är ni inte med i nätverket.',
      table: comparisonTable(comparison),
    },
    nyckeltal: { name: 'Nyckeltal', about: 'Andelar som ni har angett.', table: indicators(account) },
    atgarder: actionsSheet(account.actions),
    kriterier: { name: 'Kriterier', about: 'Kriteriernas text i den här versionen.', table: criteria(account) },
  };
}
