import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forget, index, search } from '../../server/search/search.ts';
import { stemsOf } from '../../server/search/stems.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** Short texts of the kinds that are searched. */
const TEXTS: Readonly<Record<string, string>> = {
  delaktig: 'Barn och unga görs delaktiga i beslut om skolgårdar.',
  aldre: 'Äldreomsorgen i Åmål frågar de äldre själva vad som är viktigt.',
  upphandling: 'Krav på mänskliga rättigheter i upphandlingar. Se SL-03.',
  minoritet: 'Samråd med sverigefinska minoriteten och den samiska föreningen.',
  skola: 'Skolorna övar på demokrati. Elevernas röst hörs i skolan.',
  rasism: 'Handlingsplan mot rasism och antisemitism, med öppna möten.',
  jamstalldhet: 'Jämställdhetsintegrering av budgeten, år 2026.',
  ort: 'Region Jämtland Härjedalen: tillgänglighet i kollektivtrafiken.',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const [id, text] of Object.entries(TEXTS)) await index(database.db, 'example', id, [text]);
  await index(database.db, 'material', 'other', ['Delaktighet i praktiken']);
});
afterAll(() => database.close());

const ids = async (query: string) => (await search(database.db, 'example', query))?.found.map(({ id }) => id);

test.each<[string, string[]]>([
  ['delaktighet', ['delaktig']],
  ['DELAKTIG', ['delaktig']],
  ['barnen', ['delaktig']],
  ['äldre', ['aldre']],
  ['åmål', ['aldre']],
  ['a\u030Ama\u030Al', ['aldre']],
  ['aldre', []],
  ['upphandlingen', ['upphandling']],
  ['rättighet', ['upphandling']],
  ['SL-03', ['upphandling']],
  ['minoriteter', ['minoritet']],
  ['samisk', ['minoritet']],
  ['föreningar', ['minoritet']],
  ['skolan', ['skola', 'delaktig']],
  ['skolor', ['skola', 'delaktig']],
  ['elev', ['skola']],
  ['antisemitismen', ['rasism']],
  ['jämställdhet', ['jamstalldhet']],
  ['budget 2026', ['jamstalldhet']],
  ['tillgänglig', ['ort']],
  ['härjedalen', ['ort']],
  ['skolan barnen', ['delaktig']],
  ['rasism upphandling', ['rasism', 'upphandling']],
  ['xyzzy', []],
  ['"; drop table examples; --', []],
  ["rasism' | 'x", ['rasism']],
])('%s finds %j', async (query, expected) => {
  expect(await ids(query)).toEqual(expected);
});

test('says when only some of the words were found', async () => {
  expect((await search(database.db, 'example', 'skolan barnen'))?.onlySome).toBe(false);
  expect((await search(database.db, 'example', 'skolan rasism'))?.onlySome).toBe(true);
});

test('a query without words is no query', async () => {
  expect(await search(database.db, 'example', ' – !? ')).toBeUndefined();
});

test('what is forgotten is found no more, and what is indexed again is found by its new words only', async () => {
  await index(database.db, 'example', 'gone', ['Kornblixt']);
  expect(await ids('kornblixtar')).toEqual(['gone']);
  await index(database.db, 'example', 'gone', ['Norrsken']);
  expect(await ids('kornblixt')).toEqual([]);
  expect(await ids('norrsken')).toEqual(['gone']);
  await forget(database.db, 'example', 'gone');
  expect(await ids('norrsken')).toEqual([]);
});

test('whatever is typed is answered without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (query) => {
      await search(database.db, 'example', query);
    }),
    { numRuns: 200 },
  );
});

test('a text finds itself by each of its words', () => {
  for (const text of Object.values(TEXTS)) expect(stemsOf(text.toUpperCase())).toEqual(stemsOf(text));
});
