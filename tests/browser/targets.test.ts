import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn, Site } from './site.ts';

/** README, "Mål". */
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('each criterion has its level now, what actions aim at and its target, which is set and told, on screen and paper', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto('/mal');
  await drawn(page);
  const cells = (code: string) => page.getByRole('row', { name: new RegExp(`^${code} `) }).getByRole('cell');
  const heads = await page
    .getByRole('table', { name: 'Styrning och ledning' })
    .getByRole('columnheader')
    .allInnerTexts();
  expect(heads).toEqual(['Kriterium', 'Nu', 'Åtgärder siktar på', 'Mål']);
  // Beside the row's own head.
  expect(await cells('SL-05').count()).toBe(heads.length - 1);
  // The demo's action for SL-05 aims at 3.
  expect(await cells('SL-05').nth(1).innerText()).toBe('3');
  await page.getByLabel('Mål för SL-05').selectOption('4');
  await page.getByText('Målet för SL-05 är nivå 4.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'SL-05' }).getByText('mål nivå 4').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect((await cells('SL-05').allInnerTexts()).map((text) => text.trim()).slice(1)).toEqual(['3', '4']);
  expect(site.errors).toEqual([]);
  await page.context().close();
});
