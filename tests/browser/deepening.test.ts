import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemsOn } from './axe.ts';
import { YEAR } from './calendar.ts';
import { open, Site } from './site.ts';

/** A coordinator who is done with the year goes on with the next one's criteria, and chooses to answer more. */
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

const next = YEAR + 1;

test('whoever has begun on next year is not asked to start this one', async () => {
  const page = await site.as('samordnare@klippan.example');
  await open(page, '/oversikt');
  const main = await page.locator('main').innerText();
  expect(main).toContain(`Självskattning ${next}`);
  expect(main).not.toContain('Dags för');
  await page.context().close();
});

test('a deepening is chosen, answered, shown apart, and stays once it is answered', async () => {
  const page = await site.as('samordnare@klippan.example');
  const list = `/sjalvskattning/1276-${next}`;
  await open(page, list);
  expect(await page.getByRole('heading', { name: 'Fördjupning: Demokrati under tryck' }).count()).toBe(1);
  await page.getByText('Fördjupningar (frivilligt)').click();
  await page.getByRole('checkbox', { name: /^Hem, resor och klimat, 2 kriterier/ }).check();
  await page.getByText('Fördjupningen Hem, resor och klimat är med i årets självskattning.').waitFor();
  // 54 of a kommun's own, and 3 + 2 that are chosen.
  await page.getByRole('button', { name: 'Alla (59)' }).waitFor();
  expect(await problemsOn(page)).toEqual([]);
  await page.getByRole('link', { name: /^AG-11/ }).click();
  await page.getByText('Fördjupning: Hem, resor och klimat · AG-11').waitFor();
  await page.getByRole('radio', { name: /^3 / }).check();
  await page.locator('.save-status[data-kind="saved"]').waitFor();
  await open(page, `/resultat/1276-${next}`);
  const apart = page.locator('section', { has: page.getByRole('heading', { name: 'Fördjupningar' }) });
  const table = apart.getByRole('region', { name: 'Hem, resor och klimat' });
  expect(await table.locator('caption').innerText()).toContain('1 av 2 besvarade');
  expect(await table.getByRole('row', { name: /AG-11/ }).locator('td').allInnerTexts()).toEqual([
    '-\nuppgift saknas',
    '-\nuppgift saknas',
    '3',
    '0',
  ]);
  await open(page, list);
  await page.getByText('Fördjupningar (frivilligt)').click();
  const box = page.getByRole('checkbox', { name: /^Hem, resor och klimat/ });
  await box.click();
  await page.getByText('Hem, resor och klimat har svar och kan inte väljas bort: AG-11.').waitFor();
  expect(await box.isChecked()).toBe(true);
  await page.getByRole('checkbox', { name: /^Demokrati/ }).uncheck();
  await page.getByText('Fördjupningen Demokrati under tryck är inte längre med.').waitFor();
  await page.getByRole('heading', { name: 'Fördjupning: Demokrati under tryck' }).waitFor({ state: 'detached' });
  expect(site.errors).toEqual([]);
  await page.context().close();
});
