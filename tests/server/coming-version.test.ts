import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResultView } from '../../server/assessments/contract.ts';
import { fromQuestions, type Questions } from '../../criteria/catalogue/questions.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { CatalogueSummary } from '../../server/catalogues/contract.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { Service } from './service.ts';

/** Version 3.0 applies from 1 January 2027: to be read before, and to be chosen by whoever plans ahead. */
let service: Service;

beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.stop());

const latest = async () =>
  (await service.call('GET', '/api/v1/catalogues'))
    .json<CatalogueSummary[]>()
    .filter((row) => row.latest)
    .map(({ version }) => version);
const page = async (path: string) => (await service.call('GET', path)).body;

describe('a version that does not apply yet', () => {
  test('can be read, says from when it applies, and is not what visitors are shown', async () => {
    service.clock.now = new Date('2026-12-31T12:00:00Z');
    expect(await latest()).toEqual(['2.0']);
    expect((await service.call('GET', '/kriterierna')).headers.location).toBe('/kriterierna/2.0');
    expect(await page('/kriterierna/3.0')).toContain('Version 3.0 gäller från den 1 januari 2027.');
    expect(await page('/kriterierna/2.0')).not.toContain('gäller från den');
  });

  test('is the latest on its day, in Sweden', async () => {
    service.clock.now = new Date('2026-12-31T23:30:00Z');
    expect(await latest()).toEqual(['3.0']);
    expect((await service.call('GET', '/kriterierna')).headers.location).toBe('/kriterierna/3.0');
    expect(await page('/kriterierna/3.0')).not.toContain('gäller från den');
  });

  test('shows each check, the law beside its level, and says whose the levels are', async () => {
    const shown = await page('/kriterierna/3.0/SL-14');
    expect(shown).toContain('En skriven rutin säger vad som ska ske när någon anmäler.');
    expect(shown).toMatch(/<b>Lagkrav<\/b> Arbetsgivaren ska ha riktlinjer/);
    expect(shown).toContain('3 kap. 6 § diskrimineringslagen (2008:567)');
    expect(shown).toContain('MR-plattformen har inga egna nivåer som är offentliga');
  });
});

describe('in English', () => {
  const read = async (query: string) =>
    (await service.call('GET', `/api/v1/catalogues/${query}`)).json<Pick<Catalogue, 'criteria' | 'vocabulary'>>();

  test('version 3.0 has the same criteria with English words, and Swedish stays what is read without asking', async () => {
    const [english, swedish] = [await read('3.0?language=en'), await read('3.0')];
    expect(english.criteria.map(({ code, checks }) => [code, checks.map((each) => each.length)])).toEqual(
      swedish.criteria.map(({ code, checks }) => [code, checks.map((each) => each.length)]),
    );
    const one = english.criteria.find(({ code }) => code === 'SL-14');
    expect(one?.question).toBe('What do you do when someone is harassed or degraded at work?');
    expect(one?.checks[3]?.[0]).toBe('The routine says who investigates.');
    expect(one?.legalFloor?.says).toMatch(/^The employer is to have guidelines/);
    expect(english.vocabulary.levelNames[1]).toBe('Something is there');
    expect(swedish.criteria.find(({ code }) => code === 'SL-14')?.question).toBe(
      'Vad gör ni när någon blir trakasserad eller kränkt på jobbet?',
    );
  });

  test('what is fetched in order to answer leaves out what is read elsewhere, and gives the same levels', async () => {
    const all = await read('3.0');
    const questions = (await service.call('GET', '/api/v1/catalogues/3.0?part=questions')).json<Questions>();
    expect(Object.keys(questions.criteria[0] ?? {})).not.toContain('sources');
    expect(fromQuestions(questions).criteria.map(({ levels }) => levels)).toEqual(
      all.criteria.map(({ levels }) => levels),
    );
    const core = (await service.call('GET', '/api/v1/catalogues/3.0?part=core')).json<Questions>();
    expect(core).toEqual({ ...questions, deepenings: [] });
    expect(questions.deepenings.map(({ id }) => id)).toEqual(['demokrati', 'vardag', 'minoritetssprak']);
  });

  test('a version that is not translated is in Swedish, and another language is refused', async () => {
    expect((await read('2.0?language=en')).criteria[0]?.question).toMatch(/^Har fullmäktige/);
    expect((await service.call('GET', '/api/v1/catalogues/3.0?language=de')).statusCode).toBe(422);
  });
});

test.each([
  [2026, ['1.0', '1.0', '2.0'], ['1.0', '2.0', '3.0']],
  // Klippan has not adopted the year, and has then not gone on either.
  [2027, ['1.0', '2.0', '3.0'], ['2.0', '3.0']],
  [2028, ['2.0', '3.0', '3.0'], ['2.0', '3.0', '3.0', '3.0']],
])(
  'the demo of %i stands on the versions that applied each year; drafts stand on the year before, one on the newest version',
  async (year, versions, ahead) => {
    const demo = await Service.start();
    try {
      await seedDemo({
        ...demo.deps,
        config: { ...demo.deps.config, demo: true },
        now: () => new Date(`${year}-11-28T10:00:00Z`),
      });
      const of = (organisation: string) =>
        demo.deps.db
          .selectFrom('assessments')
          .select(['year', 'catalogue', 'based_on', 'deepenings', 'state'])
          .where('organisation_code', '=', organisation)
          .orderBy('year')
          .execute();
      const rows = await of('1281');
      expect(rows.map(({ catalogue }) => catalogue)).toEqual(versions);
      expect(rows.at(-1)).toMatchObject({ year, based_on: `1281-${year - 1}` });
      const klippan = await of('1276');
      expect(klippan.map(({ catalogue }) => catalogue)).toEqual(ahead);
      if (year !== 2027)
        expect(klippan.at(-1)).toMatchObject({
          year: year + 1,
          based_on: `1276-${year}`,
          deepenings: '["demokrati"]',
          state: 'draft',
        });
    } finally {
      await demo.stop();
    }
  },
);

describe('below what a law demands', () => {
  test('the organisation’s own result says so for what is answered below, and only for that', async () => {
    const sara = await service.person('coordinator');
    const id = await service.assessment(sara, '1281', { year: 2027, catalogue: '3.0' });
    const result = async () =>
      (await service.call('GET', `/api/v1/assessments/${id}/result`, { as: sara })).json<ResultView>();
    expect((await result()).belowLegalFloor).toEqual([]);
    await service.answer(sara, id, 'SL-14', { level: 1, motivation: 'En förvaltning har en rutin.' });
    await service.answer(sara, id, 'SL-10', { level: 2, motivation: 'Alla fyra steg.' });
    await service.answer(sara, id, 'SL-01', { level: 0, motivation: 'Inget.' });
    expect((await result()).belowLegalFloor).toMatchObject([
      {
        code: 'SL-14',
        level: 1,
        floor: { level: 2, paragraph: '3 kap. 6 §', name: 'diskrimineringslagen (2008:567)' },
      },
    ]);
    const letter = await service.call('GET', `/api/v1/assessments/${id}/documents/tjansteskrivelse.docx`, { as: sara });
    const written = strFromU8(unzipSync(letter.rawPayload)['word/document.xml'] ?? new Uint8Array()).replace(
      /<[^>]+>/g,
      '',
    );
    expect(written).toContain('Under lagkrav');
    expect(written).toContain('SL-14 Arbetsplatser fria från trakasserier: nivå 1, lagkravet är nivå 2.');
    expect(written).not.toContain('SL-10 Aktiva åtgärder, lön och rekrytering: nivå 2, lagkravet');
  });
});
