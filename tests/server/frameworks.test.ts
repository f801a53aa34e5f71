import { afterEach, beforeEach, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';

/** README, "Svara en gång". */
let service: Service;
let sara: Person;
let id: string;
beforeEach(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
});
afterEach(() => service.stop());

interface View {
  readonly frameworks: readonly {
    readonly id: string;
    readonly owner: string;
    readonly link: string;
    readonly parts: readonly {
      readonly key: string;
      readonly criteria: readonly { readonly code: string; readonly relation: string; readonly level: number | null }[];
    }[];
  }[];
}
const at = (path = '') => `/api/v1/assessments/${id}/frameworks${path}`;
const view = async () => (await service.call('GET', at(), { as: sara })).json<View>();

test('what is answered once stands under each framework that asks of it, with its owner and source', async () => {
  await service.answer(sara, id, 'UF-06', { level: 3 });
  const seen = await view();
  expect(seen.frameworks.map((each) => each.id)).toEqual(['cemr', 'eccar', 'fra', 'interkulturella-stader']);
  for (const { owner, link } of seen.frameworks)
    expect([owner !== '', link.startsWith('https://')]).toEqual([true, true]);
  const part = (framework: string, key: string) =>
    seen.frameworks.find((each) => each.id === framework)?.parts.find((each) => each.key === key);
  expect(part('eccar', '3')?.criteria[0]).toMatchObject({ code: 'UF-06', relation: 'same', level: 3 });
  expect(part('fra', 'Struktur 5')?.criteria[0]).toMatchObject({ code: 'UF-06', relation: 'part', level: 3 });
  expect(seen.frameworks.find((each) => each.id === 'eccar')?.parts).toHaveLength(10);
  // Of an index whose questions we have not read, nothing is said to be the same question or a part of one.
  const intercultural = seen.frameworks.find((each) => each.id === 'interkulturella-stader');
  expect(intercultural?.parts).toHaveLength(14);
  expect(new Set(intercultural?.parts.flatMap(({ criteria }) => criteria.map(({ relation }) => relation)))).toEqual(
    new Set(['related']),
  );
  // What no criterion covers is a part all the same.
  expect(part('cemr', '23')?.criteria).toEqual([]);
});

test('a criterion that is not asked covers nothing', async () => {
  const region = await service.person('coordinator', '12');
  const other = await service.assessment(region, '12');
  const seen = (await service.call('GET', `/api/v1/assessments/${other}/frameworks`, { as: region })).json<View>();
  const codes = seen.frameworks.flatMap(({ parts }) =>
    parts.flatMap(({ criteria }) => criteria.map(({ code }) => code)),
  );
  const asked = (await service.call('GET', `/api/v1/catalogues/2.0`, { as: region })).json<{
    criteria: { code: string; appliesTo: string[] }[];
  }>();
  const forRegions = new Set(
    asked.criteria.flatMap(({ code, appliesTo }) => (appliesTo.includes('region') ? [code] : [])),
  );
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !forRegions.has(code))).toEqual([]);
});

test('is a file for Excel and for programs, with a line for what is not covered', async () => {
  await service.answer(sara, id, 'UF-06', { level: 3 });
  const csv = await service.call('GET', at('/eccar.csv'), { as: sara });
  expect(csv.headers['content-disposition']).toContain(`eccar-${id}.csv`);
  expect(csv.body.split('\r\n')[0]).toBe('\uFEFFDel;Rubrik;Kriterium;Titel;Samband;Nivå');
  expect(csv.body).toContain(
    '3;Bättre stöd till den som utsätts;UF-06;Stöd och upprättelse vid diskriminering;samma fråga;3',
  );
  expect((await service.call('GET', at('/cemr.csv'), { as: sara })).body).toContain('23;Människohandel;;;täcks inte;');
  expect((await service.call('GET', at('/cemr.xlsx'), { as: sara })).rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await service.call('GET', at('/annat.csv'), { as: sara })).statusCode).toBe(404);
  expect((await service.call('GET', at('/eccar.pdf'), { as: sara })).statusCode).toBe(404);
});
