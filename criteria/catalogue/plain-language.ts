import { LEVELS } from '../model.ts';
import { checksOf, type CriterionRow, type PlainLanguage } from './schema.ts';
import type { Problem } from './yaml-file.ts';

type At = (path: readonly PropertyKey[], reason: string) => Problem;

/** Words of a text: letters and digits, hyphens inside. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*/gu) ?? [];

/**
 * LIX, the readability index for Swedish (Björnsson 1968): words per sentence plus per cent words of more than six
 * letters. About 30 is fiction, 40 a newspaper, 50 an authority's text.
 */
export function lix(text: string): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const sentences = text.match(/[.!?](?=\s|$)/g)?.length ?? 1;
  return words.length / sentences + (100 * words.filter((word) => word.length > 6).length) / words.length;
}

interface Text {
  /** `question`, `why` or a level, as an exception names it. */
  readonly name: string;
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

const textsOf = (row: CriterionRow): readonly Text[] => [
  { name: 'question', path: ['question'], text: row.question },
  { name: 'why', path: ['why'], text: row.why },
  ...LEVELS.map((level) => ({
    name: String(level),
    path: ['levels', String(level)],
    text: checksOf(row.levels[level]).join(' '),
  })),
];

/** Every check of levels 1–4, each to be observed by itself. */
const observablesOf = (row: CriterionRow): readonly Text[] =>
  LEVELS.slice(1).flatMap((level) => {
    const written = row.levels[level];
    return checksOf(written).map((text, i) => ({
      name: String(level),
      path: typeof written === 'string' ? ['levels', String(level)] : ['levels', String(level), i],
      text,
    }));
  });

const hasWord = (text: string, word: string): boolean =>
  wordsOf(text).some((each) => each.toLocaleLowerCase('sv') === word);
const hasStem = (text: string, stem: string): boolean => new RegExp(`(?<![\\p{L}])${stem}`, 'iu').test(text);

interface Rule {
  readonly rule: PlainLanguage['exceptions'][number]['rule'];
  /** What in the check breaks the rule; undefined when nothing does. */
  readonly find: (check: Text, row: CriterionRow, plain: PlainLanguage) => string | undefined;
  readonly reason: (found: string) => string;
}

const asksBoth = ({ applies_to }: CriterionRow): boolean =>
  applies_to.includes('kommun') && applies_to.includes('region');

/** What is asked of every check by itself. */
const RULES: readonly Rule[] = [
  {
    rule: 'vague',
    find: ({ text }, _row, { vague }) => vague.find((stem) => hasStem(text, stem)),
    reason: (found) => `«${found}» läses olika. Skriv ett antal, ett datum eller ett dokument.`,
  },
  {
    rule: 'joining',
    find: ({ text }, _row, { joining }) => joining.find((sign) => text.includes(sign))?.trim(),
    reason: (found) => `«${found}» fogar ihop två villkor. Gör dem till två punkter.`,
  },
  {
    rule: 'joining',
    find: ({ text }) => /[.!?]\s+\p{Lu}/u.exec(text)?.[0],
    reason: () => 'en punkt är en mening. Gör meningarna till var sin punkt.',
  },
  {
    rule: 'forced',
    // «Det framgår vad som har ändrats» asks for an account and forces nothing.
    find: ({ name, text }, _row, { forced }) =>
      name === '4'
        ? forced.find(
            (phrase) => text.includes(phrase) && !/(^|\s)(vad|om|hur)\s/i.test(text.slice(0, text.indexOf(phrase))),
          )
        : undefined,
    reason: (found) => `«${found}» tvingar fram en ändring. Godta också att ni har prövat och behållit.`,
  },
  {
    rule: 'limiting',
    find: ({ name, text }, _row, { limiting }) =>
      name === '1' ? limiting.find((word) => hasWord(text, word)) : undefined,
    reason: (found) =>
      `«${found}» gör nivå 1 till en brist. Skriv något som stämmer också för den som har kommit längre.`,
  },
  {
    rule: 'municipal',
    find: ({ text }, row, { municipal }) =>
      asksBoth(row) && !/till exempel|\beller\b/.test(text) ? municipal.find((stem) => hasStem(text, stem)) : undefined,
    reason: (found) =>
      `«${found}» har bara kommunen. Skriv vad som gäller för regionen, eller sätt applies_to: [kommun].`,
  },
];

/** What is asked of a level as a whole: few checks from level 2 on, and at level 4 somewhere to read it. */
function checkLevels(at: At, row: CriterionRow, path: readonly PropertyKey[]): Problem[] {
  const problems = LEVELS.slice(2).flatMap((level) => {
    const written = row.levels[level];
    const count = typeof written === 'string' ? 0 : written.length;
    if (count === 2 || count === 3) return [];
    const has = count === 0 ? 'är en text' : `har ${count} punkter`;
    return [
      at([...path, 'levels', String(level)], `${row.code}: nivå ${level} ${has}, och ska ha två eller tre punkter.`),
    ];
  });
  if (!checksOf(row.levels[4]).some((text) => /webbplats|öppe[nt]|öppna|publicera/i.test(text)))
    problems.push(
      at([...path, 'levels', '4'], `${row.code}: nivå 4 lovar öppenhet, men ingen punkt säger var det går att läsa.`),
    );
  return problems;
}

/** The rules for how a criterion is worded (criteria/README.md, "Så skrivs en nivå"), from the versions of `since` on. */
export function checkWording(
  at: At,
  row: CriterionRow,
  path: readonly PropertyKey[],
  published: string,
  plain: PlainLanguage,
): Problem[] {
  if (published < plain.since) return [];
  const excepted = (rule: Rule['rule'] | 'lix', { name }: Text) =>
    plain.exceptions.some((each) => each.code === row.code && each.text === name && each.rule === rule);
  const say = (text: Text, reason: string) => at([...path, ...text.path], `${row.code}: ${reason}`);
  const hard = textsOf(row).flatMap((text) => {
    const score = lix(text.text);
    if (score <= plain.lix || excepted('lix', text)) return [];
    return [
      say(
        text,
        `LIX är ${Math.round(score)}, och får vara högst ${plain.lix}. Skriv kortare meningar och kortare ord.`,
      ),
    ];
  });
  const unclear = observablesOf(row).flatMap((check) =>
    RULES.flatMap(({ rule, find, reason }) => {
      const found = find(check, row, plain);
      return found === undefined || excepted(rule, check) ? [] : [say(check, reason(found))];
    }),
  );
  return [...hard, ...unclear, ...checkLevels(at, row, path)];
}
