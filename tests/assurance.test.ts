import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The assurance case says nothing that is not there: each requirement once, each piece of evidence a test that exists. */
const here = new URL('.', import.meta.url);
const text = readFileSync(new URL('assurance.md', here), 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, number = '', how = '', evidence = '']) => ({
    number,
    how,
    evidence,
  }),
);

/** Level 1 and 2 of OWASP ASVS 5.0, counted by hand: section → the numbers that are of level 1 or 2. V17 (WebRTC) is left out. */
const ASKED: Readonly<Record<string, readonly number[]>> = {
  '1.1': [1, 2],
  '1.2': [1, 2, 3, 4, 5, 6, 7, 8, 9],
  '1.3': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '1.4': [1, 2, 3],
  '1.5': [1, 2],
  '2.1': [1, 2, 3],
  '2.2': [1, 2, 3],
  '2.3': [1, 2, 3, 4],
  '2.4': [1],
  '3.2': [1, 2],
  '3.3': [1, 2, 3, 4],
  '3.4': [1, 2, 3, 4, 5, 6],
  '3.5': [1, 2, 3, 4, 5],
  '3.7': [1, 2],
  '4.1': [1, 2, 3],
  '4.2': [1],
  '4.3': [1, 2],
  '4.4': [1, 2, 3, 4],
  '5.1': [1],
  '5.2': [1, 2, 3],
  '5.3': [1, 2],
  '5.4': [1, 2, 3],
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '6.3': [1, 2, 3],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
  '9.1': [1, 2, 3],
  '9.2': [1, 2, 3, 4],
  '10.1': [1, 2],
  '10.2': [1, 2],
  '10.3': [1, 2, 3, 4],
  '10.4': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '10.5': [1, 2, 3, 4, 5],
  '10.6': [1, 2],
  '10.7': [1, 2, 3],
  '11.1': [1, 2],
  '11.2': [1, 2, 3],
  '11.3': [1, 2, 3],
  '11.4': [1, 2, 3],
  '11.5': [1],
  '11.6': [1],
  '12.1': [1, 2, 3],
  '12.2': [1, 2],
  '12.3': [1, 2, 3, 4],
  '13.1': [1],
  '13.2': [1, 2, 3, 4, 5],
  '13.3': [1, 2],
  '13.4': [1, 2, 3, 4, 5],
  '14.1': [1, 2],
  '14.2': [1, 2, 3, 4],
  '14.3': [1, 2, 3],
  '15.1': [1, 2, 3],
  '15.2': [1, 2, 3],
  '15.3': [1, 2, 3, 4, 5, 6, 7],
  '16.1': [1],
  '16.2': [1, 2, 3, 4, 5],
  '16.3': [1, 2, 3, 4],
  '16.4': [1, 2, 3],
  '16.5': [1, 2, 3],
};

test('every requirement of level 1 and 2 stands there once, and no other', () => {
  const asked = Object.entries(ASKED).flatMap(([section, numbers]) => numbers.map((n) => `${section}.${n}`));
  expect(rows.map(({ number }) => number)).toEqual(asked);
});

/** Evidence that a person has to read: a heading of a document. */
const DOCUMENT = /^(README|SECURITY\.md)(, ”(.+)”)?$/;

describe('each piece of evidence is there', () => {
  const risks = new Set([...text.matchAll(/^(\d+)\. \*\*/gm)].map(([, n]) => n));
  const headings = (file: string) =>
    [...readFileSync(new URL(`../${file}`, here), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title]) => title);

  test.each(rows.map(({ number, evidence }) => [number, evidence]))('%s: %s', (_number, evidence) => {
    const risk = /^risk (\d+)$/.exec(evidence)?.[1];
    const document = DOCUMENT.exec(evidence);
    if (evidence === 'gäller inte') return;
    if (risk !== undefined) expect(risks.has(risk)).toBe(true);
    else if (document) {
      if (document[3]) expect(headings('README.md')).toContain(document[3]);
    } else {
      const [file = '', words = ''] = evidence.split(' › ');
      const path = new URL(`${file}.test.ts`, here);
      expect(existsSync(path), file).toBe(true);
      const names = [
        ...readFileSync(path, 'utf8').matchAll(/(?:test|describe)(?:\.each\([^]*?\))?\(\s*['`"]([^\n]*?)['`"],/g),
      ];
      const cases = readFileSync(path, 'utf8');
      const found =
        names.some(([, name = '']) => name.includes(words)) ||
        cases.includes(`['${words}`) ||
        cases.includes(`, '${words}`);
      expect(found, `${file}: ${words}`).toBe(true);
    }
  });
});

test('every heading that a row names in the documents is there', () => {
  const named = [...text.matchAll(/(README|SECURITY\.md)[^|]*?((?:”[^”]+”(?:, | och )?)+)/g)];
  expect(named.length).toBeGreaterThan(5);
  for (const [, file = '', titles = ''] of named) {
    const path = file === 'README' ? '../README.md' : '../SECURITY.md';
    const headings = readFileSync(new URL(path, here), 'utf8');
    for (const [, title = ''] of titles.matchAll(/”([^”]+)”/g))
      expect(headings, title).toMatch(new RegExp(`^#+ .*${title}`, 'm'));
  }
});
