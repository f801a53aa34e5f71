import { formatDate, formatIndex } from '../../criteria/present/format.ts';
import { isShown } from '../../criteria/comparison/edition-model.ts';
import { criterionKey, indexKey, indicatorKey } from '../../criteria/comparison/measure-keys.ts';
import { heading, list, paragraph, type Block, type Document, type Table } from '../documents/document.ts';
import { WITHHELD } from './figures.ts';
import type { ReportSource, ReportYear } from './source.ts';

/** What each sub-goal of the agreement (2017, between the government and SKL) is followed by. */
const KNOWLEDGE = {
  indicators: ['NT-01', 'NT-02', 'NT-03'],
  criteria: ['SL-06', 'SL-07'],
};
const GOVERNANCE = { areas: ['SL', 'UF'], criteria: ['SL-03', 'SL-05', 'UF-15'] };

/** Fewer answers than this say too much of each one to be told outside; and no option may be chosen by so few, or all but so few. */
const FEWEST = 20;
const FEWEST_ON_OPTION = 5;
/** Shares are told in steps, so that no count can be worked back. */
const STEP = 5;

const median = ({ pages }: ReportYear, group: string, key: string): string => {
  const figure = pages.get(group)?.figures[key];
  return isShown(figure) ? formatIndex(figure.median) : WITHHELD;
};

/** Measures down, years across, for the kommuner; a year whose criteria measure something else says so with a dash. */
function overYears(
  years: readonly ReportYear[],
  caption: string,
  measures: readonly (readonly [string, string])[],
): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'Mått', width: 5 },
      ...years.map(({ year }) => ({ title: String(year), width: 1, number: true })),
    ],
    rows: measures.map(([key, name]) => [
      name,
      ...years.map((each) => (each.sameMeasure(key) ? median(each, 'kommuner', key) : '-')),
    ]),
  };
}

function members(years: readonly ReportYear[]): Table {
  return {
    kind: 'table',
    caption: 'Kommuner och regioner i nätverket, år för år',
    columns: [
      { title: 'År', width: 1 },
      { title: 'Med i omgången', width: 2, number: true },
      { title: 'Påbörjade', width: 1.5, number: true },
      { title: 'Inskickade', width: 1.5, number: true },
    ],
    rows: years.map(({ year, participation: { totals } }) => [
      String(year),
      String(totals.joined),
      String(totals.started),
      String(totals.submitted),
    ]),
  };
}

function conditions({ support }: ReportSource): Block[] {
  const told = support.conditions.filter(
    ({ answered, options }) =>
      answered >= FEWEST &&
      options.every(({ n }) => (n === 0 || n >= FEWEST_ON_OPTION) && answered - n >= FEWEST_ON_OPTION),
  );
  if (told.length === 0)
    return [
      paragraph(
        'För få har svarat på frågorna om förutsättningar, eller valt samma svar, för att något ska kunna visas.',
      ),
    ];
  return [
    paragraph(
      `Medlemmarna har svarat på frågor om sina förutsättningar. Andelarna är avrundade till närmaste ${STEP} procent. En fråga där något alternativ har valts av färre än ${FEWEST_ON_OPTION} visas inte.`,
    ),
    ...told.map(({ question, answered, options }): Table => ({
      kind: 'table',
      caption: `${question} ${answered} har svarat.`,
      columns: [
        { title: 'Svar', width: 4 },
        { title: 'Andel', width: 1.4, number: true },
      ],
      rows: options.map(({ text, n }) => [text, `ca ${STEP * Math.round((100 * n) / answered / STEP)} %`]),
    })),
  ];
}

/** SKL's account of the work under the agreement: its three sub-goals, the result and the members' conditions. */
export function agreementAccount(source: ReportSource): Document {
  const { years, operator, day, invented } = source;
  const now = years.at(-1);
  if (!now) throw new Error('A report has at least one year.');
  const { catalogue } = now;
  const titles = new Map([...catalogue.criteria, ...catalogue.indicators].map(({ code, title }) => [code, title]));
  const named = (key: (code: string) => string, codes: readonly string[]) =>
    codes.map((code) => [key(code), `${code} ${titles.get(code) ?? ''}`] as const);
  const areas = catalogue.areas
    .filter(({ code }) => GOVERNANCE.areas.includes(code))
    .map(({ code, name }) => [indexKey('area', code), `${name}, index 0–100`] as const);
  return {
    title: 'Redovisning av arbetet inom överenskommelsen om mänskliga rättigheter',
    author: operator,
    running: `${operator} · Redovisning till Regeringskansliet`,
    warning: invented ? 'Påhittade uppgifter' : null,
    facts: [
      { name: 'Till', value: 'Regeringskansliet (Kulturdepartementet)' },
      { name: 'Regeringskansliets diarienummer för överenskommelsen', value: '[fyll i]' },
      { name: 'Regeringskansliets diarienummer för beslutet om utbetalning', value: '[fyll i]' },
      { name: 'Avser', value: `${years[0]?.year ?? now.year}–${now.year}` },
      { name: 'Datum', value: formatDate(day) },
    ],
    blocks: [
      heading(1, 'Delmål 1: ökade kunskaper'),
      paragraph('Förtroendevalda och anställda ska veta mer om hur mänskliga rättigheter omsätts i verksamheten.'),
      overYears(years, 'Andelar i procent, median bland kommunerna', named(indicatorKey, KNOWLEDGE.indicators)),
      overYears(years, 'Nivå 0–4, median bland kommunerna', named(criterionKey, KNOWLEDGE.criteria)),
      heading(1, 'Delmål 2: rättigheterna i ordinarie styrning och ledning'),
      overYears(years, 'Median bland kommunerna', [...areas, ...named(criterionKey, GOVERNANCE.criteria)]),
      heading(1, 'Delmål 3: fler använder plattformen'),
      members(years),
      heading(1, 'Bedömning av resultatet'),
      paragraph('[Skriv er bedömning av arbetets resultat, utifrån målen i projektplanen.]'),
      heading(1, 'Medlemmarnas förutsättningar för fortsatt arbete'),
      ...conditions(source),
      paragraph('[Skriv er bedömning av medlemmarnas förutsättningar.]'),
      heading(1, 'Så är siffrorna gjorda'),
      ...list([
        'Siffrorna är hämtade ur de publicerade utgåvorna och bygger på organisationernas egna bedömningar.',
        'Två punkter (..) betyder att talet inte visas: det är för få svar, eller så skulle det gå att räkna ut vad någon enskild har svarat. Streck (-) betyder att årets kriterier saknar måttet, eller att det mäter något annat än i den senaste versionen.',
        ...years.map(
          ({ year, catalogue: { version }, edition }) =>
            `${year}: kriterier version ${version}, utgåva ${edition.number}.`,
        ),
      ]),
      heading(1, 'Underskrift'),
      { kind: 'facts', facts: ['Datum', 'Underskrift', 'Namnförtydligande'].map((name) => ({ name, value: '' })) },
    ],
  };
}
