import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentView } from '../../server/documents/contract.ts';
import type { ResultView } from '../../server/assessments/contract.ts';
import { Service, type Person } from './service.ts';
import { submitted } from './submitted.ts';

/** What a coordinator takes with her: read back by other programs than those that wrote it. */
let service: Service;
let sara: Person;
let id: string;

/** Level 4, 3, 2, 1, 0 in turn over the first ten criteria of the area, one of them with everything that can go wrong. */
const ODD = 'Rad ett\nRad två med <taggar> & "citat", *stjärnor*, #rubrik, $formel$, \\ och =1+1';

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
  for (let i = 1; i <= 10; i++)
    await service.answer(sara, id, `SL-${String(i).padStart(2, '0')}`, {
      level: 4 - ((i - 1) % 5),
      motivation: i === 1 ? ODD : `Motivering ${i}`,
      evidence: i === 2 ? [{ title: 'Protokoll', diarienummer: 'KS 2026/7', date: '2026-03-01' }] : [],
    });
  await service.call('PUT', `/api/v1/assessments/${id}/items/NT-01`, {
    as: sara,
    payload: { numerator: 1, denominator: 3, year: 2026, comment: '' },
    headers: { 'if-match': '"0"' },
  });
  await service.call('POST', '/api/v1/organisations/1281/actions', {
    as: sara,
    payload: {
      criterion: 'SL-05',
      title: 'Skriva en mall',
      description: '',
      responsible: 'Kansliet',
      due: '2027-03-31',
      state: 'planned',
      effect: '',
      targetLevel: null,
    },
  });
});
afterAll(() => service.stop());

const fetched = async (name: string, as = sara) => {
  const answer = await service.call('GET', `/api/v1/assessments/${id}/documents/${name}`, { as });
  return { status: answer.statusCode, headers: answer.headers, bytes: new Uint8Array(answer.rawPayload) };
};

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** Every page's text, and the roles of the structure tree in order. */
async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: bytes, useSystemFonts: false }).promise;
  const nodes: Node[] = [];
  const walk = (node: Node) => {
    nodes.push(node);
    node.children?.forEach(walk);
  };
  let text = '';
  for (let i = 1; i <= pdf.numPages; i++) {
    const page = await pdf.getPage(i);
    walk(await page.getStructTree());
    text += (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  const { info, metadata } = await pdf.getMetadata();
  const marks = (await pdf.getMarkInfo()) as ReadonlyMap<string, boolean> | null;
  return {
    pages: pdf.numPages,
    text: text.replaceAll(/\s+/g, ' '),
    nodes,
    info: info as { Title?: string; Language?: string },
    xmp: String(metadata?.getRaw() ?? ''),
    marked: marks?.get('Marked'),
  };
}

const word = (bytes: Uint8Array, part = 'word/document.xml') => {
  const file = unzipSync(bytes)[part];
  if (!file) throw new Error(`No ${part}`);
  return new TextDecoder().decode(file);
};
const plain = (xml: string) =>
  xml
    .replaceAll(/<w:br\/>/g, '\n')
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const swedish = (value: number) => value.toFixed(1).replace('.', ',');

describe('a tjänsteskrivelse', () => {
  test('has the figures of the result, in both formats, written in Swedish', async () => {
    const result = (await service.call('GET', `/api/v1/assessments/${id}/result`, { as: sara })).json<ResultView>();
    const area = result.years.at(-1)?.groups.find(({ key }) => key === 'SL');
    // 2 × (4 + 3 + 2 + 1 + 0) of 40 points.
    expect(area?.index).toBe(50);
    const text = plain(word((await fetched('tjansteskrivelse.docx')).bytes));
    const pdf = await readPdf((await fetched('tjansteskrivelse.pdf')).bytes);
    for (const words of [text.replaceAll(/\s+/g, ' '), pdf.text]) {
      expect(words).toContain(`index ${swedish(area?.index ?? 0)}`);
      expect(words).toContain('10 av 51 kriterier'.replace('51', String(area?.applicable)));
      expect(words).toContain('2 på nivå 4, 2 på nivå 3, 2 på nivå 2, 2 på nivå 1 och 2 på nivå 0');
      expect(words).toContain('Protokoll, dnr KS 2026/7, 1 mars 2026');
      expect(words).toContain('23 november 2026');
      expect(words).toMatch(/33,3 %\s+1 av 3/);
      expect(words).toMatch(/Skriva en mall \(SL-05\)\s+Kansliet\s+31 mars 2027\s+Planerad/);
    }
  });

  test('keeps what is typed as it was typed, whatever it looks like', async () => {
    expect(plain(word((await fetched('tjansteskrivelse.docx')).bytes))).toContain(ODD);
    const { text } = await readPdf((await fetched('tjansteskrivelse.pdf')).bytes);
    for (const line of ODD.split('\n')) expect(text).toContain(line);
  });

  test('is a Word file with real headings, heads that are repeated, words for its pictures, and in Swedish', async () => {
    const { bytes, headers } = await fetched('tjansteskrivelse.docx');
    expect(headers['content-disposition']).toBe('attachment; filename="lunds-kommun-2026-tjansteskrivelse.docx"');
    expect(headers['cache-control']).toContain('no-store');
    const xml = word(bytes);
    const levels = [...xml.matchAll(/<w:pStyle w:val="(Title|Heading\d)"\/>/g)].map(([, style]) => style);
    expect(levels.slice(0, 3)).toEqual(['Title', 'Heading1', 'Heading1']);
    // No level is skipped on the way down.
    const depths = levels.map((style) => (style === 'Title' ? 0 : Number(style?.at(-1))));
    for (const [i, depth] of depths.entries()) expect(depth - (depths[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    const tables = xml.match(/<w:tbl>/g)?.length ?? 0;
    expect(tables).toBeGreaterThan(0);
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(tables);
    const pictures = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, words]) => words);
    expect(pictures).toContain('Styrning och ledning (ofullständigt): 50,0 av 100');
    expect(word(bytes, 'word/styles.xml')).toContain('w:lang w:val="sv-SE"');
  });

  test('is a PDF with title, language, headings, lists, heads of tables and words for its pictures (PDF/UA-1)', async () => {
    const { nodes, info, xmp, marked } = await readPdf((await fetched('tjansteskrivelse.pdf')).bytes);
    expect(info.Title).toBe('Självskattning av arbetet med mänskliga rättigheter 2026');
    expect(xmp).toMatch(/pdfuaid:part>1</);
    expect(marked).toBe(true);
    const roles = nodes.map(({ role }) => role ?? '');
    for (const role of ['H1', 'H2', 'H3', 'L', 'LI', 'Figure', 'Table', 'TH', 'TD']) expect(roles).toContain(role);
    expect(roles.filter((role) => role === 'THead').length).toBe(roles.filter((role) => role === 'Table').length);
    expect(info.Language).toBe('sv-SE');
    const figures = nodes.filter(({ role }) => role === 'Figure');
    expect(figures.every(({ alt }) => alt?.includes('Styrning och ledning'))).toBe(true);
  });

  test('asks the body to decide while it is a draft, and tells of the decision when there is one', async () => {
    const text = plain(word((await fetched('tjansteskrivelse.docx')).bytes));
    expect(text).toContain('Förslag till beslut');
    expect(text).toContain('Utkast, inte fastställd.');
  });

  test('is nobody else’s', async () => {
    const others = [await service.person('contributor'), await service.person('network_admin', null)];
    for (const other of others) expect((await fetched('tjansteskrivelse.docx', other)).status).toBe(403);
    expect((await fetched('tjansteskrivelse.pdf', await service.person('coordinator', '0180'))).status).toBe(404);
    expect((await fetched('nagot-annat.pdf')).status).toBe(404);
    expect((await fetched('tjansteskrivelse.exe')).status).toBe(404);
  });
});

describe('others that have come further', () => {
  test('are named only when they share with everyone: the letter may be handed out to anyone who asks', async () => {
    const levels = { 'SL-05': 4, 'SL-10': 3 };
    await submitted(service, '1280', { sharing: 'oppet', levels });
    await submitted(service, '1440', { sharing: 'natverket', levels });
    await submitted(service, '1441', { sharing: 'statistik', levels });
    const text = plain(word((await fetched('tjansteskrivelse.docx')).bytes));
    expect(text).toMatch(/SL-05 [^\n]*: Malmö kommun \(nivå 4\)\./);
    expect(text).not.toContain('Ale kommun');
    expect(text).not.toContain('Lerums kommun');
  });
});

describe('läget på en sida', () => {
  test('is one page, and says the same on the screen', async () => {
    const { pages, text } = await readPdf((await fetched('laget-pa-en-sida.pdf')).bytes);
    expect(pages).toBe(1);
    const shown = (await service.call('GET', `/api/v1/assessments/${id}/glance`, { as: sara })).json<DocumentView>();
    const words = shown.blocks.flatMap((block) =>
      block.kind === 'list' ? block.items : 'text' in block ? [block.text] : [],
    );
    expect(words.length).toBeGreaterThan(8);
    for (const each of words) expect(text).toContain(each);
    expect(words).toContain('Politiskt beslut om mänskliga rättigheter (SL-01, nivå 4)');
  });
});

describe('when the body has decided', () => {
  const post = (path: string, payload: Record<string, unknown>) =>
    service.call('POST', `/api/v1/assessments/${id}/${path}`, { as: sara, payload });

  test('the letter tells of the decision, and what is masked is gone from it', async () => {
    await post('transitions', { to: 'ready' });
    const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{ hash: string }>();
    const decision = {
      body: 'Kommunstyrelsen',
      date: '2026-11-20',
      paragraph: '12',
      diarienummer: 'KS 2026/1',
      maxSharing: 'statistik',
    };
    // Before the decision there is nothing to send to the institute.
    expect((await fetched('underlag-till-institutet.docx')).status).toBe(409);
    await post('transitions', { to: 'adopted', hash, decision });
    const account = plain(word((await fetched('underlag-till-institutet.docx')).bytes));
    expect(account).toContain('11 § lagen (2021:642)');
    expect(account).toContain('Motivering 3');
    expect((await readPdf((await fetched('underlag-till-institutet.pdf')).bytes)).text).toContain('Det vi har gjort');
    const before = plain(word((await fetched('tjansteskrivelse.docx')).bytes));
    expect(before).toContain('Kommunstyrelsen fastställde självskattningen den 20 november 2026, § 12.');
    expect(before).not.toContain('Förslag till beslut');
    expect(before).toContain('Motivering 4');
    expect((await post('masks', { code: 'SL-04', fragment: 'Motivering 4' })).statusCode).toBe(204);
    expect(plain(word((await fetched('tjansteskrivelse.docx')).bytes))).not.toContain('Motivering 4');
    expect((await readPdf((await fetched('tjansteskrivelse.pdf')).bytes)).text).not.toContain('Motivering 4');
  });
});

describe('the tables', () => {
  const sheets = async (): Promise<ReadonlyMap<string, readonly (readonly unknown[])[]>> => {
    const answer = await service.call('GET', `/api/v1/assessments/${id}/export.xlsx`, { as: sara });
    return new Map((await readExcel(answer.rawPayload)).map(({ sheet, data }) => [sheet, data]));
  };
  const json = async () =>
    (await service.call('GET', `/api/v1/assessments/${id}/export.json`, { as: sara })).json<
      Record<string, Record<string, unknown>[]>
    >();

  test('are the same in Excel and JSON, and the answers are those of the API', async () => {
    const [book, file] = [await sheets(), await json()];
    expect([...book.keys()]).toEqual([
      'Svar',
      'Underlag',
      'Resultat',
      'Jämförelse',
      'Nyckeltal',
      'Åtgärder',
      'Kriterier',
      'Förklaringar',
    ]);
    const { answers } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{
      answers: { code: string; level: number | null; motivation: string }[];
    }>();
    for (const { code, level, motivation } of answers) {
      const row = book.get('Svar')?.find(([first]) => first === code);
      const same = file.svar?.find(({ kod }) => kod === code);
      expect([row?.[3], row?.[6]]).toEqual([level, motivation || null]);
      expect([same?.niva, same?.motivering]).toEqual([level, motivation || null]);
    }
  });

  test('have the result by every lens, as the API has it', async () => {
    const { resultat } = await json();
    for (const [lens, name] of [
      ['area', 'Område'],
      ['role', 'Uppdrag'],
      ['principle', 'Rättighetsprincip'],
      ['theme', 'Tema'],
      ['goal', 'Globalt mål'],
      ['right', 'Rättighet'],
    ] as const) {
      const shown = (
        await service.call('GET', `/api/v1/assessments/${id}/result?lens=${lens}`, { as: sara })
      ).json<ResultView>();
      const groups = shown.years.at(-1)?.groups.filter((group) => group.applicable + group.notApplicable > 0) ?? [];
      const rows = resultat?.filter(({ visning }) => visning === name) ?? [];
      expect(rows.map(({ grupp, index, besvarade }) => [grupp, index, besvarade])).toEqual(
        groups.map((group) => [group.name, group.index, group.answered]),
      );
    }
  });

  test('are opened by Excel in Swedish: a mark, semicolons, comma, and nothing that runs', async () => {
    await service.call('POST', '/api/v1/organisations/1281/actions', {
      as: sara,
      payload: {
        criterion: null,
        title: '=HYPERLINK("x")',
        description: '',
        responsible: '',
        due: null,
        state: 'done',
        effect: '',
        targetLevel: null,
      },
    });
    const csv = async (table: string) =>
      (await service.call('GET', `/api/v1/assessments/${id}/tables/${table}.csv`, { as: sara })).body;
    const actions = await csv('atgarder');
    expect(actions.startsWith('\uFEFFId;Kod;Åtgärd;')).toBe(true);
    expect(actions).toContain(`"'=HYPERLINK(""x"")"`);
    expect(await csv('nyckeltal')).toContain(';1;3;33,3\r\n');
    expect((await sheets()).get('Åtgärder')?.some((row) => row.includes('=HYPERLINK("x")'))).toBe(true);
  });

  test('explain each column', async () => {
    const book = await sheets();
    const explained = book.get('Förklaringar')?.slice(1) ?? [];
    for (const [name, rows] of book) {
      if (name === 'Förklaringar') continue;
      for (const title of rows[0] ?? [])
        expect(explained.some(([sheet, column, words]) => sheet === name && column === title && words)).toBe(true);
    }
  });
});

describe('the booklet', () => {
  const open = async (address: string, as?: Person) => {
    const answer = await service.call('GET', address, as ? { as } : {});
    return { status: answer.statusCode, bytes: new Uint8Array(answer.rawPayload) };
  };
  const headings = (bytes: Uint8Array) =>
    [...word(bytes).matchAll(/<w:pStyle w:val="Heading2"\/>[\s\S]*?<w:t[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');

  test('has every criterion with its five levels, or those of one area, for anyone', async () => {
    const whole = (await open('/kriterierna/2.0/hafte.docx')).bytes;
    expect(headings(whole)).toHaveLength(51);
    expect(plain(word(whole))).toContain('Ringa in den högsta nivå där allt stämmer');
    const area = headings((await open('/kriterierna/2.0/hafte.docx?omrade=CS')).bytes);
    expect(area.length).toBeGreaterThan(5);
    expect(area.every((title) => title.startsWith('CS-'))).toBe(true);
    const pdf = await readPdf((await open('/kriterierna/2.0/hafte.pdf?omrade=CS')).bytes);
    for (const title of area) expect(pdf.text).toContain(title);
    expect((await open('/kriterierna/2.0/hafte.pdf?omrade=XX')).status).toBe(404);
    expect((await open('/kriterierna/9.9/hafte.pdf')).status).toBe(404);
  });

  test('has a sheet for rights that clash, for the criterion that it belongs to and no other', async () => {
    const sheet = plain(word((await open('/kriterierna/2.0/SL-05/avvagning.docx')).bytes));
    for (const question of [
      'Vilka rättigheter står mot varandra, och vems är de?',
      'Vad säger lagen?',
      'Vilka andra vägar finns?',
      'Vilka har hörts?',
      'Vad föreslås, och varför?',
    ])
      expect(sheet).toContain(question);
    expect((await readPdf((await open('/kriterierna/3.0/SL-05/avvagning.pdf')).bytes)).text).toContain(
      'När prövas det igen?',
    );
    expect((await open('/kriterierna/2.0/SL-06/avvagning.pdf')).status).toBe(404);
  });

  test('has what a colleague has been handed, and nothing else', async () => {
    const mikael = await service.person('contributor');
    expect((await open(`/api/v1/assessments/${id}/booklet.docx`, mikael)).status).toBe(404);
    const other = await service.assessment(sara, '1281', { year: 2025 });
    await service.call('POST', `/api/v1/assessments/${other}/handouts`, {
      as: sara,
      payload: { userId: mikael.id, codes: ['UF-03', 'SL-02'], message: '', due: null },
    });
    const { bytes } = await open(`/api/v1/assessments/${other}/booklet.docx`, mikael);
    expect(headings(bytes).map((title) => title.slice(0, 5))).toEqual(['SL-02', 'UF-03']);
  });
});
