import readExcel from 'read-excel-file/node';
import writeExcel from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action, StatusPreview } from '../../server/actions/contract.ts';
import { Service, type Person } from './service.ts';

/** The organisation's actions: aim, follow-up, and the way to another system and back. */
let service: Service;
let sara: Person;
const actions = '/api/v1/organisations/1281/actions';

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
});
afterAll(() => service.stop());

const plain = {
  criterion: null as string | null,
  title: 'Utbilda chefer',
  description: '',
  responsible: 'HR-avdelningen',
  due: '2026-10-01' as string | null,
  state: 'planned',
  effect: '',
  targetLevel: null as number | null,
};
const add = async (over: Partial<typeof plain> = {}) =>
  service.call('POST', actions, { as: sara, payload: { ...plain, ...over } });
const list = async () => (await service.call('GET', actions, { as: sara })).json<Action[]>();
const one = async (id: string) => (await list()).find((row) => row.id === id);
const put = (id: string, revision: number, payload: object) =>
  service.call('PUT', `${actions}/${id}`, { as: sara, payload, headers: { 'if-match': `"${revision}"` } });
const year = async (which: number, levels: Readonly<Record<string, number>>) => {
  const id = await service.assessment(sara, '1281', { year: which });
  for (const [code, level] of Object.entries(levels)) await service.answer(sara, id, code, { level });
};
const clear = () => service.deps.db.deleteFrom('actions').execute();

describe('what an action aims at', () => {
  test('a target level needs the criterion whose level it is, and is 1–4', async () => {
    expect((await add({ targetLevel: 2 })).json()).toMatchObject({
      errors: [{ field: 'targetLevel', message: 'Välj det kriterium som nivån gäller.' }],
    });
    expect((await add({ criterion: 'SL-01', targetLevel: 0 })).statusCode).toBe(422);
    expect((await add({ criterion: 'SL-01', targetLevel: 5 })).statusCode).toBe(422);
    expect((await add({ criterion: 'SL-01', targetLevel: 4, effect: 'Fler får sina rättigheter.' })).statusCode).toBe(
      201,
    );
  });

  test('sets out from the newest level there is, and tells next year whether it moved', async () => {
    await year(2024, { 'SL-04': 1, 'SL-05': 2 });
    const { id } = (await add({ criterion: 'SL-04', targetLevel: 2 })).json<Action>();
    expect((await one(id))?.movement).toEqual({
      from: { year: 2024, level: 1 },
      to: null,
      comparable: true,
      reached: null,
    });
    await year(2025, { 'SL-04': 2, 'SL-05': 2 });
    expect((await one(id))?.movement).toEqual({
      from: { year: 2024, level: 1 },
      to: { year: 2025, level: 2 },
      comparable: true,
      reached: true,
    });
    // Another criterion is another place to set out from: now the newest is 2025.
    const { movement } = (await put(id, 1, { ...plain, criterion: 'SL-05', targetLevel: 3 })).json<Action>();
    expect(movement).toEqual({ from: { year: 2025, level: 2 }, to: null, comparable: true, reached: null });
  });

  test('decided on before there was any level, it is followed up only by what comes after', async () => {
    await service.deps.db.deleteFrom('actions').execute();
    const { id } = (await add({ criterion: 'SL-05', targetLevel: 2 })).json<Action>();
    await service.deps.db.updateTable('actions').set({ base_year: null }).where('id', '=', id).execute();
    // It was made in 2026; the levels of 2024 and 2025 are no answer.
    expect((await one(id))?.movement).toMatchObject({ to: null, reached: null });
  });

  test('taken away and put back it keeps the id that another system knows', async () => {
    const { id } = (await add({ title: 'Borta en stund' })).json<Action>();
    await service.call('DELETE', `${actions}/${id}`, { as: sara });
    expect(await one(id)).toBeUndefined();
    const back = await put(id, 0, { ...plain, title: 'Borta en stund' });
    expect([back.statusCode, back.json<Action>().id, back.json<Action>().revision]).toEqual([200, id, 1]);
    // Where it set out from comes back with it, whatever has been answered since.
    const aimed = (await add({ criterion: 'SL-04', targetLevel: 3 })).json<Action>();
    await service.deps.db.updateTable('actions').set({ base_year: 2024 }).where('id', '=', aimed.id).execute();
    const before = await one(aimed.id);
    await service.call('DELETE', `${actions}/${aimed.id}`, { as: sara });
    const { criterion, targetLevel, baseYear } = before ?? aimed;
    await put(aimed.id, 0, { ...plain, criterion, targetLevel, baseYear });
    expect((await one(aimed.id))?.movement).toEqual(before?.movement);
    // It is there: whoever puts it back again meets what is stored.
    expect((await put(id, 0, plain)).statusCode).toBe(412);
  });
});

describe('to a follow-up system and back', () => {
  const preview = async (payload: Buffer | string, as = sara) => {
    const answer = await service.call('POST', `${actions}/status-preview`, {
      as,
      payload: Buffer.from(payload as string),
      headers: { 'content-type': 'application/octet-stream' },
    });
    return {
      status: answer.statusCode,
      ...answer.json<StatusPreview & { errors: { field: string; message: string }[] }>(),
    };
  };
  const tsv = async () => (await service.call('GET', `${actions}.tsv`, { as: sara })).body;

  test('the text has a row for each, with tabs, one line each, and nothing that runs', async () => {
    await clear();
    const { id } = (await add({ title: '=1+1', description: 'rad ett\nrad två\tmed tabb' })).json<Action>();
    const lines = (await tsv()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2);
    const [heads, row] = lines.map((line) => line.split('\t'));
    expect(heads?.slice(0, 4)).toEqual(['Id', 'Kod', 'Åtgärd', 'Beskrivning']);
    expect(row?.slice(0, 4)).toEqual([id, '', "'=1+1", 'rad ett rad två med tabb']);
  });

  test('unchanged it changes nothing; a new state and date come back by the id', async () => {
    await clear();
    const { id } = (await add()).json<Action>();
    await add({ title: 'En annan', state: 'done' });
    expect(await preview(await tsv())).toMatchObject({ status: 200, changes: [], unchanged: 2 });
    const back = `Läge\tNågot annat\tId\tKlart senast\r\nPågående\tx\t${id}\t2027-03-31\r\n`;
    const { changes } = await preview(back);
    expect(changes).toEqual([
      {
        id,
        title: 'Utbilda chefer',
        revision: 1,
        before: { state: 'planned', due: '2026-10-01' },
        after: { state: 'ongoing', due: '2027-03-31' },
      },
    ]);
    // Nothing is stored by looking.
    expect(await one(id)).toMatchObject({ state: 'planned', due: '2026-10-01', revision: 1 });
  });

  test('without a date in the row the date stands', async () => {
    await clear();
    const { id } = (await add()).json<Action>();
    expect((await preview(`Id;Läge\n${id};Klar\n`)).changes[0]?.after).toEqual({ state: 'done', due: '2026-10-01' });
    expect((await preview(`Id;Läge;Klart senast\n${id};Klar;\n`)).changes[0]?.after).toEqual({
      state: 'done',
      due: '2026-10-01',
    });
  });

  test.each([
    ['Ej påbörjad', 'planned'],
    ['pågår', 'ongoing'],
    ['FÖRSENAD', 'ongoing'],
    ['Avslutad', 'done'],
    ['Genomförd', 'done'],
  ])('the word %s means %s', async (word, state) => {
    await clear();
    const { id } = (await add({ state: state === 'planned' ? 'done' : 'planned' })).json<Action>();
    expect((await preview(`Id\tLäge\n${id}\t${word}\n`)).changes[0]?.after.state).toBe(state);
  });

  test('Excel’s own file comes back too', async () => {
    await clear();
    const { id } = (await add()).json<Action>();
    const bytes = (await service.call('GET', `${actions}.xlsx`, { as: sara })).rawPayload;
    const [sheet] = await readExcel(bytes);
    const rows = (sheet?.data ?? []).map((row) => [...row]) as (string | null)[][];
    (rows[1] ?? [])[rows[0]?.indexOf('Läge') ?? -1] = 'Klar';
    const changed = await writeExcel([{ sheet: 'Åtgärder', data: rows }]).toBuffer();
    expect((await preview(changed)).changes.map((change) => [change.id, change.after.state])).toEqual([[id, 'done']]);
  });

  test('what does not fit is refused with its row, all of it at once', async () => {
    await clear();
    const { id } = (await add()).json<Action>();
    const { status, errors } = await preview(
      `Id\tLäge\tKlart senast\n${id}\tKanske\t\n${service.deps.newId()}\tKlar\t\n${id}\tKlar\t31 mars\n`,
    );
    expect(status).toBe(422);
    expect(errors.map(({ field }) => field)).toEqual(['Filen, rad 2', 'Filen, rad 3', 'Filen, rad 4']);
    expect(errors[0]?.message).toBe('Läget ”Kanske” känner vi inte igen. Skriv Planerad, Pågår eller Klar.');
    expect(errors[2]?.message).toBe('Åtgärden ”Utbilda chefer” står på flera rader.');
    expect((await preview(`Id\tLäge\tKlart senast\n${id}\tKlar\t31 mars\n`)).errors[0]?.message).toBe(
      'Datumet ”31 mars” ska skrivas som 2027-03-31.',
    );
    expect((await preview('Id\tAnnat\nx\ty\n')).errors[0]?.message).toContain('Läge saknas');
    expect((await preview('PK\u0003\u0004skräp')).status).toBe(422);
    expect((await preview('')).status).toBe(422);
  });

  test('another organisation’s action is not known', async () => {
    await clear();
    const eva = await service.person('coordinator', '1282');
    const theirs = (
      await service.call('POST', '/api/v1/organisations/1282/actions', { as: eva, payload: plain })
    ).json<Action>();
    const { status, errors } = await preview(`Id\tLäge\n${theirs.id}\tKlar\n`);
    expect([status, errors[0]?.message]).toEqual([
      422,
      `Det finns ingen åtgärd med id ”${theirs.id}”. Den kan vara borttagen.`,
    ]);
    expect((await put(theirs.id, 0, plain)).statusCode).toBe(404);
  });
});
