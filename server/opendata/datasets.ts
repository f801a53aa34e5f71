import { isShown, type Figure } from '../../criteria/edition-model.ts';
import { PEER_GROUPS } from '../../criteria/peer-groups.ts';
import { originLabel } from '../../criteria/present/example-article.ts';
import type { Criterion } from '../../criteria/model.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { measureNames } from '../editions/figures-csv.ts';
import { currentEdition, pageOf } from '../editions/read.ts';
import { openAssessment, openAssessments } from '../open/assessments.ts';
import { allRounds, roundOf } from '../rounds/queries.ts';
import type { ExampleContent } from '../showcase/contract.ts';
import { shownContents } from '../showcase/shown.ts';
import type { Column, Table } from './table.ts';

export const LICENSES = {
  cc0: { name: 'CC0 1.0', url: 'http://creativecommons.org/publicdomain/zero/1.0/' },
  by: { name: 'CC BY 4.0', url: 'http://creativecommons.org/licenses/by/4.0/' },
} as const;

/** One published collection of data, in as many parts (years, versions) as there are. */
export interface Dataset {
  readonly id: string;
  readonly title: string;
  readonly titleEnglish: string;
  readonly description: string;
  readonly license: keyof typeof LICENSES;
  readonly keywords: readonly string[];
  /** What the parts are called in addresses; one empty name when there is only one part. */
  readonly parts: (deps: Deps) => Promise<readonly string[]>;
  readonly columns: readonly Column<never>[];
  /** Undefined when there is no such part. */
  readonly table: (deps: Deps, part: string) => Promise<Table<never> | undefined>;
}

/** In the demo every row says that it is invented. */
function marked<Row>(deps: Pick<Deps, 'config'>, columns: readonly Column<Row>[]): readonly Column<Row>[] {
  if (!deps.config.demo) return columns;
  return [
    {
      name: 'pahittat',
      type: 'string',
      title: 'Påhittade uppgifter',
      description: 'Finns bara i demonstrationen.',
      required: true,
      value: () => 'Påhittade uppgifter',
    },
    ...columns,
  ];
}

export function columnsOf(deps: Pick<Deps, 'config'>, dataset: Dataset): readonly Column<never>[] {
  return marked(deps, dataset.columns);
}

const text = <Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => string | null,
  required = false,
): Column<Row> => ({
  name,
  type: 'string',
  title,
  description,
  required,
  value,
});

interface CriterionRow extends Criterion {
  readonly version: string;
}
const CRITERIA: readonly Column<CriterionRow>[] = [
  text('version', 'Version', 'Version av kriterierna', (row) => row.version, true),
  text('kod', 'Kod', 'Kriteriets kod; ändrar aldrig betydelse', (row) => row.code, true),
  text('omrade', 'Område', 'Områdets kod', (row) => row.area, true),
  text('titel', 'Titel', 'Kriteriets namn', (row) => row.title, true),
  text('fraga', 'Fråga', 'Frågan som besvaras', (row) => row.question, true),
  ...[0, 1, 2, 3, 4].map((level) =>
    text<CriterionRow>(
      `niva_${level}`,
      `Nivå ${level}`,
      `Vad som krävs för nivå ${level}`,
      (row) => row.levels[level] ?? '',
      true,
    ),
  ),
  text('uppdrag', 'Uppdrag', 'Uppdrag, åtskilda med blanksteg', (row) => row.roles.join(' '), true),
  text('princip', 'Rättighetsprincip', 'Rättighetsprincipens kod', (row) => row.principle, true),
  text('teman', 'Teman', 'Teman, åtskilda med blanksteg', (row) => row.themes.join(' ')),
  text('delmal', 'Globala mål', 'Delmål i Agenda 2030, åtskilda med blanksteg', (row) =>
    row.sdg.map(({ target }) => target).join(' '),
  ),
  text('galler', 'Gäller', 'kommun, region eller båda', (row) => row.appliesTo.join(' '), true),
  {
    name: 'startspar',
    type: 'boolean',
    title: 'Startspår',
    description: 'Ingår i startspåret',
    required: true,
    value: (row) => row.starter,
  },
];

interface FigureRow {
  readonly year: number;
  readonly edition: number;
  readonly peers: string;
  readonly peersName: string;
  readonly measure: string;
  readonly kind: string;
  readonly name: string;
  readonly figure: Figure;
}
const number = (
  name: string,
  title: string,
  description: string,
  value: (row: FigureRow) => number | null | undefined,
  type: 'integer' | 'number' = 'number',
): Column<FigureRow> => ({ name, type, title, description, value: (row) => value(row) ?? null });
const shownOf = ({ figure }: FigureRow) => (isShown(figure) ? figure : undefined);
const FIGURES: readonly Column<FigureRow>[] = [
  {
    name: 'ar',
    type: 'year',
    title: 'År',
    description: 'Året som självskattningarna beskriver',
    required: true,
    value: (row) => row.year,
  },
  {
    name: 'utgava',
    type: 'integer',
    title: 'Utgåva',
    description: 'Utgåvans nummer det året',
    required: true,
    value: (row) => row.edition,
  },
  text('grupp', 'Grupp', 'Jämförelsegruppens kod', (row) => row.peers, true),
  text('grupp_namn', 'Gruppens namn', 'Jämförelsegruppens namn', (row) => row.peersName, true),
  text('matt', 'Mått', 'Måttets kod', (row) => row.measure, true),
  text('slag', 'Slag', 'Vad för slags mått det är', (row) => row.kind, true),
  text('namn', 'Namn', 'Måttets namn', (row) => row.name, true),
  {
    name: 'visas',
    type: 'boolean',
    title: 'Visas',
    description: 'Falskt när siffran hålls inne för att skydda någon eller för att för få har svarat',
    required: true,
    value: (row) => isShown(row.figure),
  },
  number('antal', 'Antal', 'Antal som ingår i siffran', (row) => shownOf(row)?.n, 'integer'),
  number('median', 'Median', 'Median, index 0–100, nivå 0–4, procent eller förändring', (row) => shownOf(row)?.median),
  number('undre_kvartil', 'Undre kvartil', 'Från tio svar', (row) => shownOf(row)?.quartiles?.[0]),
  number('ovre_kvartil', 'Övre kvartil', 'Från tio svar', (row) => shownOf(row)?.quartiles?.[1]),
  ...[0, 1, 2, 3, 4].map((level) =>
    number(
      `antal_niva_${level}`,
      `Antal på nivå ${level}`,
      'Bara för kriterier, från tio svar',
      (row) => shownOf(row)?.levels?.[level],
      'integer',
    ),
  ),
  {
    name: 'omfattar',
    type: 'string',
    title: 'Omfattar',
    description: 'alla, eller bara de som visar öppet',
    enum: ['alla', 'oppna'],
    value: (row) => (shownOf(row) ? (shownOf(row)?.scope === 'everyone' ? 'alla' : 'oppna') : null),
  },
  number(
    'ingar_inte',
    'Ingår inte',
    'Antal i gruppen som inte ingår i siffran',
    (row) => shownOf(row)?.without,
    'integer',
  ),
];

interface AnswerRow {
  readonly shown: NamedAssessment;
  readonly answer: NamedAssessment['answers'][number];
}
const ANSWER_PLACE: readonly Column<AnswerRow>[] = [
  {
    name: 'ar',
    type: 'year',
    title: 'År',
    description: 'Året som självskattningen beskriver',
    required: true,
    value: ({ shown }) => shown.year,
  },
  text('organisation', 'Organisation', 'Kommun- eller regionkod', ({ shown }) => shown.organisation.code, true),
  text(
    'organisation_namn',
    'Organisationens namn',
    'Kommunens eller regionens namn',
    ({ shown }) => shown.organisation.name,
    true,
  ),
  text('kriterieversion', 'Kriterieversion', 'Version av kriterierna', ({ shown }) => shown.catalogue, true),
  text('kriterium', 'Kriterium', 'Kriteriets kod', ({ answer }) => answer.code, true),
];
const LEVELS: readonly Column<AnswerRow>[] = [
  ...ANSWER_PLACE,
  {
    name: 'niva',
    type: 'integer',
    title: 'Nivå',
    description: 'Egen bedömning, 0–4; tomt när kriteriet är obesvarat eller ej aktuellt',
    value: ({ answer }) => answer.level,
  },
  {
    name: 'ej_aktuellt',
    type: 'boolean',
    title: 'Ej aktuellt',
    description: 'Sant när kriteriet inte är aktuellt hos organisationen',
    required: true,
    value: ({ answer }) => answer.notApplicable,
  },
];
const MOTIVATIONS: readonly Column<AnswerRow>[] = [
  ...ANSWER_PLACE,
  text('motivering', 'Motivering', 'Organisationens motivering', ({ answer }) => answer.motivation || null),
  text('skal', 'Skäl', 'Varför kriteriet inte är aktuellt', ({ answer }) => answer.reason || null),
  text(
    'underlag',
    'Underlag',
    'Underlagens rubriker, åtskilda med semikolon',
    ({ answer }) => answer.evidence.map(({ title }) => title).join('; ') || null,
  ),
];

const SHOWCASE: readonly Column<ExampleContent>[] = [
  text('adress', 'Adress', 'Exemplets namn i webbadressen, /skyltfonster/…', (row) => row.slug, true),
  text('organisation', 'Organisation', 'Kommun- eller regionkod', (row) => row.organisation.code, true),
  text('organisation_namn', 'Organisationens namn', 'Ange som källa', (row) => row.organisation.name, true),
  {
    ...text<ExampleContent>(
      'ursprung',
      'Ursprung',
      'Utmärker sig enligt regeln, eller eget exempel',
      (row) => originLabel(row.origin),
      true,
    ),
    enum: ['Utmärker sig', 'Eget exempel'],
  },
  text('om', 'Om', 'Kod för kriteriet eller området', (row) => row.subject.code, true),
  text('kriterieversion', 'Kriterieversion', 'Version av kriterierna', (row) => row.catalogue, true),
  {
    name: 'ar',
    type: 'year',
    title: 'År',
    description: 'Året som exemplet gäller',
    required: true,
    value: (row) => row.year,
  },
  text('rubrik', 'Rubrik', 'Exemplets rubrik', (row) => row.text.title, true),
  text('vad', 'Vad', 'Vad de gör', (row) => row.text.what, true),
  text('varfor', 'Varför', 'Varför de gör det', (row) => row.text.why, true),
  text('effekt', 'Effekt', 'Vad det har gett', (row) => row.text.effect, true),
  text('svart', 'Svårt', 'Vad som var svårt', (row) => row.text.hard, true),
  text('tid', 'Tid', 'Tid och resurser', (row) => row.text.time || null),
  text('passar', 'Passar', 'Vem det passar för', (row) => row.text.suited || null),
  text('kontakt', 'Kontakt', 'Kontaktfunktion', (row) => row.text.contact, true),
  {
    name: 'publicerat',
    type: 'date',
    title: 'Publicerat',
    description: 'Datum',
    required: true,
    value: (row) => (row.publishedAt ?? '').slice(0, 10),
  },
  {
    name: 'visas_till',
    type: 'date',
    title: 'Visas till',
    description: 'Datum',
    required: true,
    value: (row) => (row.expiresAt ?? '').slice(0, 10),
  },
];

async function yearsWithEdition(deps: Deps): Promise<string[]> {
  const years: string[] = [];
  for (const { year } of await allRounds(deps.db)) if (await currentEdition(deps.db, year)) years.push(String(year));
  return years.sort();
}

async function figureRows(deps: Deps, year: number): Promise<FigureRow[] | undefined> {
  const [edition, round] = await Promise.all([currentEdition(deps.db, year), roundOf(deps.db, year)]);
  if (!edition || !round) return undefined;
  const names = measureNames(catalogueOf(deps, round.catalogue));
  const groups = await Promise.all(
    PEER_GROUPS.map(async ({ key, name }) => ({ key, name, page: await pageOf(deps.db, edition, 'public', key) })),
  );
  return groups.flatMap(({ key, name, page }) =>
    [...names].flatMap(([measure, about]) => {
      const figure = page?.figures[measure];
      return figure
        ? [
            {
              year,
              edition: edition.number,
              peers: key,
              peersName: name,
              measure,
              kind: about.kind,
              name: about.name,
              figure,
            },
          ]
        : [];
    }),
  );
}

async function openYears(deps: Deps): Promise<string[]> {
  return [...new Set((await openAssessments(deps)).map(({ year }) => String(year)))].sort();
}

async function answerRows(deps: Deps, year: number): Promise<AnswerRow[] | undefined> {
  const open = (await openAssessments(deps)).filter((each) => each.year === year);
  if (open.length === 0) return undefined;
  const shown = await Promise.all(open.map(({ code }) => openAssessment(deps, code, year)));
  return shown.flatMap((each) => each.answers.map((answer) => ({ shown: each, answer })));
}

/** The columns and the rows of a dataset belong together; outside they are only columns and rows. */
function dataset<Row>(
  about: Omit<Dataset, 'columns' | 'table'>,
  columns: readonly Column<Row>[],
  rows: (deps: Deps, part: string) => Promise<readonly Row[] | undefined>,
): Dataset {
  return {
    ...about,
    columns: columns,
    table: async (deps, part) => {
      const found = await rows(deps, part);
      return found && ({ columns: marked(deps, columns), rows: found } as unknown as Table<never>);
    },
  };
}

/** Everything that is published as open data: the one list that pages, files, catalogue and sitemap are made from. */
export const DATASETS: readonly Dataset[] = [
  dataset<CriterionRow>(
    {
      id: 'kriterier',
      title: 'Kriterier för arbetet med mänskliga rättigheter',
      titleEnglish: 'Criteria for human rights work',
      description:
        'Alla kriterier med fem nivåer, område, uppdrag, teman och globala mål. En fil per version. Texten är MR-kollens egen och inte SKL:s officiella ordalydelse.',
      license: 'by',
      keywords: ['mänskliga rättigheter', 'kriterier', 'kommuner', 'regioner'],
      parts: (deps) => Promise.resolve(deps.catalogues.versions.map(({ version }) => version)),
    },
    CRITERIA,
    (deps, part) =>
      Promise.resolve(
        deps.catalogues.versions
          .find(({ version }) => version === part)
          ?.criteria.map((criterion) => ({ ...criterion, version: part })),
      ),
  ),
  dataset<FigureRow>(
    {
      id: 'siffror',
      title: 'Nätverkets siffror',
      titleEnglish: 'Figures of the network',
      description:
        'Median, kvartiler och fördelning för grupper av kommuner och regioner: index per område, uppdrag, tema med mera, och nivå per kriterium. Egna bedömningar. Siffror som skulle kunna röja någon visas inte. En fil per år.',
      license: 'cc0',
      keywords: ['mänskliga rättigheter', 'självskattning', 'statistik', 'jämförelse'],
      parts: yearsWithEdition,
    },
    FIGURES,
    (deps, part) => figureRows(deps, Number(part)),
  ),
  dataset<AnswerRow>(
    {
      id: 'sjalvskattningar',
      title: 'Öppna självskattningar',
      titleEnglish: 'Open self-assessments',
      description:
        'Nivå per kriterium för de kommuner och regioner som visar sin självskattning öppet. Egna bedömningar. En fil per år.',
      license: 'cc0',
      keywords: ['mänskliga rättigheter', 'självskattning', 'kommuner', 'regioner'],
      parts: openYears,
    },
    LEVELS,
    (deps, part) => answerRows(deps, Number(part)),
  ),
  dataset<AnswerRow>(
    {
      id: 'motiveringar',
      title: 'Motiveringar i öppna självskattningar',
      titleEnglish: 'Reasons in open self-assessments',
      description:
        'Vad de kommuner och regioner som visar sin självskattning öppet har skrivit om varje kriterium. Ange organisationen som källa. En fil per år.',
      license: 'by',
      keywords: ['mänskliga rättigheter', 'självskattning', 'motiveringar'],
      parts: openYears,
    },
    MOTIVATIONS,
    (deps, part) => answerRows(deps, Number(part)),
  ),
  dataset<ExampleContent>(
    {
      id: 'skyltfonster',
      title: 'Exempel i skyltfönstret',
      titleEnglish: 'Examples of human rights work',
      description:
        'Hur kommuner och regioner arbetar med mänskliga rättigheter, vad det har gett och vad som var svårt. Ange organisationen som källa.',
      license: 'by',
      keywords: ['mänskliga rättigheter', 'goda exempel', 'lärande'],
      parts: () => Promise.resolve(['']),
    },
    SHOWCASE,
    (deps) => shownContents(deps),
  ),
];

/** `/data/siffror-2026.csv`; `/data/skyltfonster.json`. */
export function fileAddress(dataset: Pick<Dataset, 'id'>, part: string, format: 'csv' | 'json'): string {
  return `/data/${dataset.id}${part === '' ? '' : `-${part}`}.${format}`;
}

export const schemaAddress = (dataset: Pick<Dataset, 'id'>): string => `/data/${dataset.id}.schema.json`;
