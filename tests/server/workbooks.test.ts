import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import readExcel from 'read-excel-file/node';
import { Problem } from '../../server/http/problem.ts';
import { readWorkbook } from '../../server/workbooks/read.ts';
import type { ImportPreview } from '../../server/workbooks/contract.ts';
import { Service, type Person } from './service.ts';

/** Answers that have been out in Excel and come back. */
let service: Service;
let sara: Person;
let id: string;

type Rows = (string | number | null)[][];
type Book = Map<string, Rows>;

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
  await service.answer(sara, id, 'SL-01', { level: 2, motivation: 'Rad ett\nrad två, "citat" och =1+1' });
  await service.answer(sara, id, 'SL-02', {
    level: 3,
    motivation: 'Samordnare finns.',
    evidence: [{ title: 'Beslut', diarienummer: '2026/12', date: '2026-03-01', link: 'https://a.example/b' }],
  });
  await service.answer(sara, id, 'AG-01', { notApplicable: true, reason: 'Gäller inte oss.' });
});
afterAll(() => service.stop());

async function exported(): Promise<Buffer> {
  return (await service.call('GET', `/api/v1/assessments/${id}/export.xlsx`, { as: sara })).rawPayload;
}
async function book(bytes: Buffer): Promise<Book> {
  return new Map((await readExcel(bytes)).map(({ sheet, data }) => [sheet, data as Rows]));
}
const file = (sheets: Book): Promise<Buffer> =>
  writeExcel([...sheets].map(([sheet, data]) => ({ sheet, data }))).toBuffer();

async function send(payload: Buffer, as = sara, of = id) {
  const answer = await service.call('POST', `/api/v1/assessments/${of}/import-preview`, {
    as,
    payload,
    headers: { 'content-type': 'application/octet-stream' },
  });
  const body = answer.json<ImportPreview & { title?: string; errors?: { field: string; message: string }[] }>();
  return { status: answer.statusCode, ...body };
}
const stored = async () =>
  JSON.stringify(await service.deps.db.selectFrom('answers').selectAll('answers').orderBy('code').execute());

/** Changes the cell under a head, in the row of a criterion. */
function set(rows: Rows, code: string, head: string, value: string | number | null): void {
  const row = rows.find(([first]) => first === code);
  if (!row) throw new Error(code);
  row[rows[0]?.indexOf(head) ?? -1] = value;
}

describe('a workbook that comes back', () => {
  test('unchanged changes nothing', async () => {
    expect(await send(await exported())).toMatchObject({ status: 200, changes: [], unchanged: 51 });
  });

  test('tells each change with what stood there, stores nothing, and says the same when it is exported again', async () => {
    const sheets = await book(await exported());
    const rows = sheets.get('Svar') ?? [];
    set(rows, 'SL-01', 'Nivå', 3);
    set(rows, 'SL-03', 'Nivå', '1');
    set(rows, 'SL-03', 'Motivering', ' Påbörjat ');
    sheets.get('Underlag')?.push(['SL-01', 'Ny policy', 'KS 7', null, null]);
    const before = await stored();
    const { status, changes } = await send(await file(sheets));
    expect(status).toBe(200);
    expect(await stored()).toBe(before);
    expect(changes.map(({ code, revision, before: was, after }) => [code, revision, was?.level, after.level])).toEqual([
      ['SL-01', 1, 2, 3],
      ['SL-03', 0, undefined, 1],
    ]);
    expect(changes[0]?.after.evidence).toEqual([{ title: 'Ny policy', diarienummer: 'KS 7' }]);
    expect(changes[1]?.after.motivation).toBe('Påbörjat');
    for (const { code, revision, after } of changes)
      expect((await service.answer(sara, id, code, after, revision)).statusCode).toBe(200);
    const again = await book(await exported());
    expect(
      again
        .get('Svar')
        ?.find(([code]) => code === 'SL-03')
        ?.slice(3, 7),
    ).toEqual([1, 'besvarat', null, 'Påbörjat']);
    expect(await send(await exported())).toMatchObject({ changes: [] });
  });

  test('may have its columns and rows moved, and rows taken away', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 50 }), async (seed, kept) => {
        const sheets = await book(await exported());
        const [heads = [], ...rows] = sheets.get('Svar') ?? [];
        const order = heads.map((_, i) => i).sort((a, b) => ((a * 7919 + seed) % 11) - ((b * 7919 + seed) % 11));
        const some = rows.toReversed().slice(0, kept);
        sheets.set(
          'Svar',
          [heads, ...some].map((row) => order.map((i) => row[i] ?? null)),
        );
        expect(await send(await file(sheets))).toMatchObject({ status: 200, changes: [], unchanged: kept });
      }),
      { numRuns: 15 },
    );
  });
});

describe('what does not fit is refused with sheet, row and reason, and nothing is stored:', () => {
  const wrong = async (change: (sheets: Book) => void): Promise<string[]> => {
    const sheets = await book(await exported());
    change(sheets);
    const before = await stored();
    const { status, errors } = await send(await file(sheets));
    expect(status).toBe(422);
    expect(await stored()).toBe(before);
    return (errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  };
  const answers = (sheets: Book) => sheets.get('Svar') ?? [];

  test('a level that is none, a code that is none, and a code twice, all at once', async () => {
    const told = await wrong((sheets) => {
      set(answers(sheets), 'SL-01', 'Nivå', 7);
      set(answers(sheets), 'SL-02', 'Nivå', 'tre');
      set(answers(sheets), 'SL-04', 'Kod', 'XX-99');
      set(answers(sheets), 'SL-05', 'Kod', 'SL-06');
    });
    expect(told).toEqual([
      'Svar, rad 2: Nivå: ska vara 0, 1, 2, 3, 4 eller tom.',
      'Svar, rad 3: Nivå: ska vara 0, 1, 2, 3, 4 eller tom.',
      'Svar, rad 5: Koden ”XX-99” finns inte bland era kriterier.',
      'Svar, rad 7: SL-06 står på flera rader.',
    ]);
  });

  test('not applicable with a level, without a reason, or where it is not allowed', async () => {
    const told = await wrong((sheets) => {
      set(answers(sheets), 'SL-02', 'Läge', 'ej aktuellt');
      set(answers(sheets), 'AG-01', 'Skäl', null);
    });
    expect(told.join('\n')).toContain('Svar, rad 3: Nivå: kan inte väljas samtidigt som ej aktuellt');
    expect(told.join('\n')).toContain('Skäl: Skriv varför kriteriet inte är aktuellt hos er.');
  });

  test('a column or a sheet that is gone', async () => {
    expect(
      await wrong(
        (sheets) => (answers(sheets)[0] ?? [])[3] !== undefined && set(answers(sheets), 'Kod', 'Nivå', 'Steg'),
      ),
    ).toEqual(['Svar, rad 1: Kolumnen Nivå saknas. Den ska heta så i första raden.']);
    expect(await wrong((sheets) => sheets.delete('Svar'))).toEqual([
      'Svar, rad 1: Bladet saknas. Utgå från en export härifrån.',
    ]);
  });

  test('evidence without a title, or with a date that is none', async () => {
    const told = await wrong((sheets) => sheets.get('Underlag')?.push(['SL-03', null, null, 'i våras', null]));
    expect(told.length).toBe(2);
    expect(told.every((line) => line.startsWith('Underlag, rad 4: '))).toBe(true);
    expect(told.join('\n')).toContain('Datum: ');
  });
});

describe('a file that is not to be opened', () => {
  const repack = async (change: (parts: Record<string, Uint8Array>) => void): Promise<Buffer> => {
    const parts = unzipSync(new Uint8Array(await exported()));
    change(parts);
    return Buffer.from(zipSync(parts));
  };
  const title = async (bytes: Buffer) => {
    const before = await stored();
    const { status, title: words } = await send(bytes);
    expect(await stored()).toBe(before);
    return `${status} ${words ?? ''}`;
  };

  test('is refused in words: no workbook, macros, other files, formulas', async () => {
    expect(await title(Buffer.from('Kod;Nivå\nSL-01;2'))).toMatch(/^422 Filen går inte att läsa som Excel\./);
    expect(await title(Buffer.alloc(0))).toMatch(/^422 Filen går inte att läsa som Excel\./);
    const macro = await repack((parts) => (parts['xl/vbaProject.bin'] = strToU8('x')));
    expect(await title(macro)).toMatch(/^422 Filen innehåller makron/);
    const linked = await repack((parts) => (parts['xl/externalLinks/externalLink1.xml'] = strToU8('<a/>')));
    expect(await title(linked)).toMatch(/^422 Filen hämtar uppgifter ur andra filer/);
    const formula = await repack((parts) => {
      const name = 'xl/worksheets/sheet1.xml';
      const xml = new TextDecoder().decode(parts[name]);
      parts[name] = strToU8(xml.replace(/<c r="D2"[^>]*>[\s\S]*?<\/c>/, '<c r="D2"><f>1+1</f><v>2</v></c>'));
    });
    const { status, errors } = await send(formula);
    expect([status, errors]).toEqual([
      422,
      [{ field: 'Svar, rad 2', message: 'Här står en formel. Klistra in värdet i stället.' }],
    ]);
  });

  test('is refused before it is unpacked when it would become enormous, and before it is read when it is', async () => {
    const bomb = await repack((parts) => (parts['xl/worksheets/sheet9.xml'] = new Uint8Array(60 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await title(bomb)).toMatch(/^422 Filen är mycket större/);
    expect(await title(Buffer.alloc(50 * 1024 * 1024, 1))).toMatch(/^413 /);
  });

  test('whatever bytes it has, it is read or refused in words, and nothing falls', async () => {
    const whole = await exported();
    const refusedOrRead = async (bytes: Buffer) => {
      const read = await readWorkbook(bytes).catch((error: unknown) => error);
      expect(Array.isArray(read) || read instanceof Problem).toBe(true);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          const bytes = Buffer.from(whole);
          bytes[at] = byte;
          await refusedOrRead(bytes);
          await refusedOrRead(bytes.subarray(0, at));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('nor by anyone but the coordinator, nor into what is locked', async () => {
    expect((await send(await exported(), await service.person('contributor'))).status).toBe(403);
    expect((await send(await exported(), await service.person('coordinator', '0180'))).status).toBe(404);
    await service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload: { to: 'ready' } });
    expect(await send(await exported())).toMatchObject({ status: 409 });
  });
});
