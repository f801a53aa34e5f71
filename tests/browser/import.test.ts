import readExcel from 'read-excel-file/node';
import writeExcel from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

/** A coordinator who works in Excel: out with the answers, in with the changes. */
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

const id = `1281-${YEAR}`;
const upload = (name: string, buffer: Buffer) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer,
});

test('changes made in Excel are seen first, saved at one press, and what others changed meanwhile is left and told', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto(`/sjalvskattning/${id}`);
  await drawn(page);
  await page.getByRole('link', { name: 'Hämta och läs in svar' }).click();
  await page.getByRole('heading', { name: 'Läs in svar från Excel' }).waitFor();

  await page.getByLabel('Excelfil').setInputFiles(upload('fel.xlsx', Buffer.from('inte excel')));
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Filen går inte att läsa som Excel.');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hämta svaren som Excel' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^lunds-kommun-\d{4}-svar-pahittat\.xlsx$/);
  const exported = await page.request.get(`/api/v1/assessments/${id}/export.xlsx`);
  const sheets = await readExcel(await exported.body());
  const answers = sheets.find(({ sheet }) => sheet === 'Svar')?.data ?? [];
  const change = (code: string, level: number, motivation: string) => {
    const row = answers.find(([first]) => first === code);
    if (!row) throw new Error(code);
    row[3] = level;
    row[4] = 'besvarat';
    row[6] = motivation;
  };
  change('AG-08', 2, 'Skrivet i Excel');
  change('AG-09', 1, 'Också i Excel');
  const file = await writeExcel(sheets.map(({ sheet, data }) => ({ sheet, data: data as string[][] }))).toBuffer();
  await page.getByLabel('Excelfil').setInputFiles(upload('svar.xlsx', file));
  await page.getByRole('heading', { name: '2 svar ändras' }).waitFor();
  expect(await page.locator('mr-import li.panel').first().innerText()).toContain('Skrivet i Excel');

  const { answers: known } = (await (await page.request.get(`/api/v1/assessments/${id}`)).json()) as {
    answers: { code: string; revision: number }[];
  };
  const revision = known.find(({ code }) => code === 'AG-09')?.revision ?? 0;
  const theirs = { level: 3, notApplicable: false, reason: '', motivation: 'En kollega', evidence: [] };
  await page.request.put(`/api/v1/assessments/${id}/answers/AG-09`, {
    data: theirs,
    headers: { 'if-match': `"${revision}"` },
  });
  await page.getByRole('button', { name: 'Spara 2 ändringar' }).click();
  await page.getByText('1 svar är sparat.').waitFor();
  expect(await page.locator('mr-import section.panel').innerText()).toContain('AG-09');
  const stored = (await (await page.request.get(`/api/v1/assessments/${id}`)).json()) as {
    answers: { code: string; level: number; motivation: string }[];
  };
  const answerOf = (code: string) => stored.answers.find((row) => row.code === code);
  expect(answerOf('AG-08')).toMatchObject({ level: 2, motivation: 'Skrivet i Excel' });
  expect(answerOf('AG-09')).toMatchObject({ level: 3, motivation: 'En kollega' });
  await page.context().close();
});
