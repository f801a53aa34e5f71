import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { surveySpread } from '../../criteria/comparison/survey-spread.ts';
import { questionsFrom } from '../../criteria/catalogue/survey.ts';
import type { Level } from '../../criteria/model.ts';
import { readCatalogues } from '../../server/catalogues/installed.ts';

const NEVER = () => 0.999;
const level = fc.integer({ min: 0, max: 4 }) as fc.Arbitrary<Level>;

/** README, "Civilsamhällets bild". */
describe('the spread over associations', () => {
  test('needs five answers', () => {
    expect(surveySpread([0, 1, 2, 3], NEVER)).toBeNull();
    expect(surveySpread([0, 1, 2, 3, 3], NEVER)).toEqual([1, 1, 1, 2, 0]);
  });

  test('is of as many as have answered, whatever the lots', () => {
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 5, maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })),
        (answers, lots) => {
          const spread = surveySpread(answers, () => lots.next().value as number) ?? [];
          expect(spread.reduce((sum, count) => sum + count, 0)).toBe(answers.length);
        },
      ),
    );
  });

  // The strongest reader knows what every other association has answered, and how the lots are drawn.
  test('can be any, whatever anybody has answered: nobody can know what an association said', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 5, maxLength: 12 }), fc.infiniteStream(level), (answers, any) => {
        const wanted = answers.map(() => any.next().value as Level);
        // For each: the lot falls on it (0), on any level (0), and on the wanted one.
        const lots = wanted.flatMap((target) => [0, 0, (target + 0.5) / 5]);
        const spread = surveySpread(answers, () => lots.shift() ?? 0.999) ?? [];
        expect(spread).toEqual([0, 1, 2, 3, 4].map((each) => wanted.filter((target) => target === each).length));
      }),
    );
  });

  test('is softened in neither direction: six who say no are six who say no, when no lot falls on them', () => {
    expect(surveySpread([0, 0, 0, 0, 0, 0], NEVER)).toEqual([6, 0, 0, 0, 0]);
    expect(surveySpread([4, 4, 4, 4, 4, 4], NEVER)).toEqual([0, 0, 0, 0, 6]);
  });
});

describe('the questions to associations', () => {
  const { surveys, versions } = readCatalogues();
  // Björnsson 1968: words per sentence and percent of words with more than six letters.
  const lix = (text: string) => {
    const words = text.match(/[\p{L}-]+/gu) ?? [];
    const sentences = text.match(/[.?!]/g) ?? [''];
    return words.length / sentences.length + (100 * words.filter((word) => word.length > 6).length) / words.length;
  };

  test.each(['1.0', '2.0', '3.0'])('of version %s are eight to twelve, of criteria that all are asked', (version) => {
    const questions = surveys.get(version) ?? [];
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(questions.length).toBeLessThanOrEqual(12);
    const asked = new Map(versions.find((each) => each.version === version)?.criteria.map((row) => [row.code, row]));
    for (const { code } of questions) expect(asked.get(code)?.appliesTo, code).toEqual(['kommun', 'region']);
  });

  test('are short, and read as easy Swedish as a whole', () => {
    const all = questionsFrom(surveys.get('3.0') ?? [], '1281').flatMap(({ question, help }) => [question, help]);
    for (const text of all) expect(text.split(' ').length, text).toBeLessThanOrEqual(13);
    // Easy (Björnsson: 30–40 is easy, as fiction).
    expect(lix(all.join(' '))).toBeLessThan(40);
    for (const version of ['1.0', '2.0'])
      expect(readFileSync(`criteria/${version}/civilsamhallet.yaml`, 'utf8')).toBe(
        readFileSync('criteria/3.0/civilsamhallet.yaml', 'utf8'),
      );
  });

  test('are about regionen when a region asks', () => {
    const text = (code: string) => JSON.stringify(questionsFrom(surveys.get('3.0') ?? [], code));
    expect(text('12')).toContain('Är regionens information');
    expect(text('12')).not.toContain('kommun');
    expect(text('1281')).toContain('Är kommunens information');
    expect(text('1281')).not.toMatch(/region|\{kommun/);
  });
});
