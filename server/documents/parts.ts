import { formatDate, formatIndex, formatSigned } from '../../criteria/present/format.ts';
import { paragraphSign } from '../../criteria/paragraph.ts';
import type { Criterion } from '../../criteria/model.ts';
import { gapsOf, strengthsOf, type Mark } from '../../criteria/scoring/strengths.ts';
import type { Action } from '../actions/contract.ts';
import { STATE_WORDS } from '../actions/states.ts';
import type { Decision, GroupScoreView } from '../assessments/contract.ts';
import type { Account } from './account.ts';
import type { Ahead } from './ahead.ts';
import type { Block, Table } from './document.ts';
import { areaSentence, differenceOf, joined } from './sentences.ts';

/** Parts that several documents have. */

const SHARING_WORDS: Readonly<Record<Decision['maxSharing'], string>> = {
  none: 'delas inte',
  statistik: 'bara som statistik',
  natverket: 'med namn och text inom nätverket',
  oppet: 'öppet, för alla',
};
export const sharingWords = (sharing: Decision['maxSharing']): string => SHARING_WORDS[sharing];

/** Where the assessment stands and whose decision it is, in one sentence. */
export function standingSentence({ result: { decision }, now }: Account): string {
  if (now.state === 'adopted' && decision)
    return `Fastställd av ${decision.body} den ${formatDate(decision.date)}, ${paragraphSign(decision.paragraph)}, dnr ${decision.diarienummer}.`;
  return now.state === 'ready' ? 'Klar för beslut, inte fastställd.' : 'Utkast, inte fastställd.';
}

/** How an assessment is made, for a reader who has not seen one before. */
export const methodSentence = ({ catalogue }: Account): string =>
  `Det här är en egen bedömning mot kriterierna i MR-kollen, version ${catalogue.version}. Varje kriterium har nivåerna 0–4, från inte påbörjat till att arbetet följs upp, redovisas öppet och förbättras. Index är summan av nivåerna i procent av den högsta möjliga, bland de besvarade kriterierna. Det är inget betyg, och ingen har godkänt eller certifierat resultatet.`;

/** The name of an area, and that its index builds on too few answers (README, "Så räknar vi": under 80 procent). */
const nameOf = ({ name, incomplete }: GroupScoreView) => (incomplete ? `${name} (ofullständigt)` : name);

/** The profile as bars; nothing on the starter track, which has levels and no index. */
export function profile(account: Account): Block[] {
  const { now } = account;
  if (now.track === 'starter') return [];
  const groups = now.groups.filter(({ applicable }) => applicable > 0);
  return [
    {
      kind: 'bars',
      caption: `Index 0–100 per område, ${now.year}`,
      alt: groups.map((group) => `${nameOf(group)} ${formatIndex(group.index)}`).join(', '),
      bars: groups.map((group) => ({ name: nameOf(group), value: group.index, text: formatIndex(group.index) })),
    },
  ];
}

export const areaSentences = (account: Account): string[] =>
  account.now.groups.map((group) => areaSentence(account, group));

/** Like for like: the same comparable criteria both years. */
export function changeTable({ now, before }: Account): Table[] {
  if (!before) return [];
  const names = new Map(now.groups.map(({ key, name }) => [key, name]));
  return [
    {
      kind: 'table',
      caption: `Index över samma kriterier ${before.year} och ${now.year}`,
      columns: [
        { title: 'Område', width: 4 },
        { title: 'Kriterier', width: 1.3, number: true },
        { title: String(before.year), width: 1, number: true },
        { title: String(now.year), width: 1, number: true },
        { title: 'Skillnad', width: 1.2, number: true },
      ],
      rows: now.changes
        .filter(({ n }) => n > 0)
        .map((change) => [
          names.get(change.key) ?? change.key,
          String(change.n),
          formatIndex(change.before),
          formatIndex(change.after),
          formatSigned(differenceOf(change)),
        ]),
    },
  ];
}

const byCode = ({ asked }: Account) => new Map(asked.map((criterion) => [criterion.code, criterion]));

function marks(
  account: Account,
  found: readonly Mark[],
  most: number,
  tell: (row: Criterion, level: number) => string,
) {
  const criteria = byCode(account);
  return found.slice(0, most).flatMap(({ code, level }) => {
    const criterion = criteria.get(code);
    return criterion ? [tell(criterion, level)] : [];
  });
}

/** The strongest criteria, at most so many, each with what its level says. */
export const strengths = (account: Account, most: number): string[] =>
  marks(
    account,
    strengthsOf(account.asked, account.states),
    most,
    ({ code, title, levels }, level) => `${code} ${title}, nivå ${level}. ${levels[level] ?? ''}`,
  );

/** Who has come further with the weakest criteria and shows it openly; nothing where nobody does. */
export const othersAhead = ({ asked }: Account, ahead: ReadonlyMap<string, readonly Ahead[]>): string[] => {
  const titles = new Map(asked.map(({ code, title }) => [code, title]));
  return [...ahead].flatMap(([code, others]) =>
    others.length === 0
      ? []
      : [`${code} ${titles.get(code) ?? ''}: ${joined(others.map(({ name, level }) => `${name} (nivå ${level})`))}.`],
  );
};

/** The weakest ones, each with what the next level asks. */
export const gaps = (account: Account, most: number): string[] =>
  marks(
    account,
    gapsOf(account.asked, account.states),
    most,
    ({ code, title, levels }, level) => `${code} ${title}, nivå ${level}. Nästa steg: ${levels[level + 1] ?? ''}`,
  );

/** What is answered below the level that a law demands, with what the law says (README, "Så räknar vi"). */
export const belowLaw = ({ result: { belowLegalFloor } }: Account): string[] =>
  belowLegalFloor.map(
    ({ code, title, level, floor }) =>
      `${code} ${title}: nivå ${level}, lagkravet är nivå ${floor.level}. ${floor.says} (${floor.paragraph} ${floor.name})`,
  );

export function indicatorTable({ catalogue, shares }: Account): Table[] {
  const rows = catalogue.indicators.flatMap(({ code, title }) => {
    const share = shares.get(code);
    return share
      ? [
          [
            title,
            `${formatIndex((100 * share.numerator) / share.denominator)} %`,
            `${share.numerator} av ${share.denominator}`,
          ],
        ]
      : [];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Andelar som organisationen själv har räknat',
      columns: [
        { title: 'Nyckeltal', width: 5 },
        { title: 'Andel', width: 1, number: true },
        { title: 'Antal', width: 1.5, number: true },
      ],
      rows,
    },
  ];
}

export function actionTable(actions: readonly Action[]): Table[] {
  if (actions.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Vad som ska göras, av vem och när',
      columns: [
        { title: 'Åtgärd', width: 3.5 },
        { title: 'Ansvarig', width: 3.1 },
        { title: 'Klart senast', width: 1.6 },
        { title: 'Läge', width: 1.1 },
      ],
      rows: actions.map(({ criterion, title, responsible, due, state, targetLevel }) => [
        criterion === null
          ? title
          : `${title} (${criterion}${targetLevel === null ? '' : `, mål nivå ${targetLevel}`})`,
        responsible === '' ? '-' : responsible,
        due === null ? '-' : formatDate(due),
        STATE_WORDS[state],
      ]),
    },
  ];
}
