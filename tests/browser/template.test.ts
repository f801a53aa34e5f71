import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('the coordinator puts in the organisation’s template, is told what is wrong with one, and takes it away', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto('/mall');
  await drawn(page);
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-mall-'));
  const wrong = join(folder, 'fel.docx');
  writeFileSync(wrong, 'inte Word');
  await page.getByLabel('Word-mall').setInputFiles(wrong);
  await page.locator('.ds-error-summary', { hasText: 'går inte att läsa som Word-dokument' }).waitFor();
  const start = await page.request.get('/api/v1/template-start.docx');
  const right = join(folder, 'mall-2026.docx');
  writeFileSync(right, await start.body());
  await page.getByLabel('Word-mall').setInputFiles(right);
  await page.getByRole('heading', { name: 'mall-2026.docx' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hämta ett prov' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/egen-mall.*\.docx$/);
  // The result offers it from now on.
  await page.goto('/resultat');
  await page.getByRole('link', { name: 'Tjänsteskrivelse i er egen Word-mall' }).waitFor();
  await page.goto('/mall');
  await page.getByRole('button', { name: 'Ta bort' }).click();
  await page.getByRole('button', { name: 'Ja, ta bort mallen' }).click();
  await page.getByText('Mallen är borttagen.').waitFor();
  await page.context().close();
  expect(site.errors).toEqual([]);
});
