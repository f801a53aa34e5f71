import { LEVELS } from '../model.ts';
import type { CriterionRow, PlainLanguage } from './schema.ts';
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

export const checksOf = (level: CriterionRow['levels'][0]): readonly string[] =>
  typeof level === 'string' ? [level] : level;

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

/** The rules for how a criterion is worded (criteria/README.md, "Så skrivs en nivå"), from the versions of `since` on. */
export function checkWording(
  at: At,
  row: CriterionRow,
  path: readonly PropertyKey[],
  published: string,
  plain: PlainLanguage,
): Problem[] {
  if (published < plain.since) return [];
  const problems: Problem[] = [];
  const say = (rule: string, text: Text, reason: string) => {
    if (plain.exceptions.some((each) => each.code === row.code && each.text === text.name && each.rule === rule))
      return;
    problems.push(at([...path, ...text.path], `${row.code}: ${reason}`));
  };
  for (const text of textsOf(row)) {
    const score = lix(text.text);
    if (score > plain.lix)
      say(
        'lix',
        text,
        `LIX är ${Math.round(score)}, och får vara högst ${plain.lix}. Skriv kortare meningar och kortare ord.`,
      );
  }
  const both = row.applies_to.includes('kommun') && row.applies_to.includes('region');
  for (const check of observablesOf(row)) {
    const { text, name } = check;
    const vague = plain.vague.find((stem) => hasStem(text, stem));
    if (vague) say('vague', check, `«${vague}» läses olika. Skriv ett antal, ett datum eller ett dokument.`);
    const joining = plain.joining.find((sign) => text.includes(sign));
    if (joining) say('joining', check, `«${joining.trim()}» fogar ihop två villkor. Gör dem till två punkter.`);
    if (/[.!?]\s+\p{Lu}/u.test(text))
      say('joining', check, 'en punkt är en mening. Gör meningarna till var sin punkt.');
    // «Det framgår vad som har ändrats» asks for an account and forces nothing.
    const forced = plain.forced.find(
      (phrase) => text.includes(phrase) && !/(^|\s)(vad|om|hur)\s/i.test(text.slice(0, text.indexOf(phrase))),
    );
    if (name === '4' && forced)
      say('forced', check, `«${forced}» tvingar fram en ändring. Godta också att ni har prövat och behållit.`);
    const limiting = name === '1' ? plain.limiting.find((word) => hasWord(text, word)) : undefined;
    if (limiting)
      say(
        'limiting',
        check,
        `«${limiting}» gör nivå 1 till en brist. Skriv något som stämmer också för den som har kommit längre.`,
      );
    const municipal = both ? plain.municipal.find((stem) => hasStem(text, stem)) : undefined;
    if (municipal && !/till exempel|\beller\b/.test(text))
      say(
        'municipal',
        check,
        `«${municipal}» har bara kommunen. Skriv vad som gäller för regionen, eller sätt applies_to: [kommun].`,
      );
  }
  for (const level of LEVELS.slice(2)) {
    if (typeof row.levels[level] === 'string')
      problems.push(
        at([...path, 'levels', String(level)], `${row.code}: nivå ${level} ska vara en lista med punkter.`),
      );
  }
  const open = checksOf(row.levels[4]).some((text) => /webbplats|öppe[nt]|öppna|publicera/i.test(text));
  if (!open)
    problems.push(
      at([...path, 'levels', '4'], `${row.code}: nivå 4 lovar öppenhet, men ingen punkt säger var det går att läsa.`),
    );
  return problems;
}
