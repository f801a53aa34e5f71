import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('an action with its aim is added, taken away and brought back, and its state comes from another system', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto('/atgarder?kriterium=SL-04&niva=3&version=2.0');
  await drawn(page);
  expect(await page.getByLabel('Målnivå').inputValue()).toBe('3');
  await page.getByLabel('Förväntad effekt').fill('Fler vet vart de vänder sig.');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  const row = page.locator('.action-list li', { hasText: 'Fler vet vart de vänder sig.' });
  await row.getByText('Målet är nivå 3.').waitFor();
  await row.getByRole('button', { name: /^Ta bort/ }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Ångra borttagningen' }).click();
  await row.waitFor();

  await page.getByRole('link', { name: 'Läs in läget därifrån' }).click();
  await page.getByRole('heading', { name: 'Läs in åtgärdernas läge' }).waitFor();
  const { id } = await site.deps.db
    .selectFrom('actions')
    .select('id')
    .where('effect', '=', 'Fler vet vart de vänder sig.')
    .executeTakeFirstOrThrow();
  const wrong = join(tmpdir(), `status-${id}-fel.txt`);
  writeFileSync(wrong, `Id\tLäge\n${id}\tKanske\n`);
  await page.getByLabel('Fil').setInputFiles(wrong);
  await page.locator('.ds-error-summary', { hasText: 'Filen, rad 2:' }).waitFor();
  const right = join(tmpdir(), `status-${id}.txt`);
  writeFileSync(right, `Id\tLäge\tKlart senast\n${id}\tAvslutad\t2026-11-20\n`);
  await page.getByLabel('Fil').setInputFiles(right);
  await page.getByRole('heading', { name: '1 åtgärd ändras' }).waitFor();
  await page.getByRole('button', { name: 'Spara ändringen' }).click();
  await page.getByText('1 åtgärd är sparad.').waitFor();
  await page.getByRole('link', { name: 'Åtgärder' }).first().click();
  await page.getByRole('heading', { name: 'Klara' }).waitFor();
  expect(await row.innerText()).toContain('Klart senast 20 november 2026');
  await page.context().close();
  expect(site.errors).toEqual([]);
});
