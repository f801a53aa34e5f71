import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

/** README, "Liveuppdatering": two people with the same assessment open. */
const list = `/sjalvskattning/1281-${YEAR}`;
let site: Site;
let theirs: Page;
beforeAll(async () => {
  site = await Site.start({ demo: true });
  theirs = await site.as('medarbetare@lund.example');
});
afterAll(() => site.stop());

/** Opens an address and waits until the page follows. */
async function following(path: string): Promise<Page> {
  const page = await site.as('samordnare@lund.example');
  const stream = page.waitForRequest(/\/changes$/);
  await page.goto(path);
  await drawn(page);
  await stream;
  return page;
}

async function answers(code: string, level: number, motivation = ''): Promise<void> {
  await theirs.goto(`${list}/${code}`);
  await theirs.getByRole('radio', { name: new RegExp(`^${level} `) }).check();
  if (motivation) await theirs.getByLabel('Motivering').fill(motivation);
  await theirs.locator('.save-status[data-kind="saved"]').waitFor();
}

test('the list, the table and Översikt show what a colleague has just answered', async () => {
  const [page, table, overview] = await Promise.all([
    following(list),
    following(`${list}/utdelat`),
    following('/oversikt'),
  ]);
  await page.getByLabel('Välj SL-01 för att dela ut').check();
  const before = await overview.locator('.progress').innerText();
  await answers('SL-12', 3);
  await page.getByRole('listitem').filter({ hasText: 'SL-12' }).getByText('Nivå 3').waitFor();
  await table
    .getByRole('row', { name: /^SL-12 / })
    .getByText('Besvarat')
    .waitFor();
  await expect.poll(() => overview.locator('.progress').innerText()).not.toBe(before);
  // What was being chosen here is still chosen.
  expect(await page.getByLabel('Välj SL-01 för att dela ut').isChecked()).toBe(true);
  for (const each of [page, table, overview]) await each.context().close();
});

test('the same criterion shows it and says who; what is being written here is not touched', async () => {
  const page = await following(`${list}/SL-16`);
  await answers('SL-16', 2, 'Från förvaltningen.');
  await page.getByText('Mikael Medarbetare sparade nyss. Du ser det senaste svaret.').waitFor();
  await expect.poll(() => page.getByLabel('Motivering').inputValue(), { timeout: 4000 }).toBe('Från förvaltningen.');
  expect(await page.getByRole('radio', { name: /^2 / }).isChecked()).toBe(true);

  // Offline it stays unsent here while the colleague goes on.
  await page.route('**/answers/SL-16', (route) => route.abort());
  await page.getByLabel('Motivering').fill('Samordnarens ord.');
  await page.locator('.save-status[data-kind="unsent"]').waitFor();
  await theirs.getByLabel('Motivering').fill('Från förvaltningen, igen.');
  await page
    .getByText(
      'Mikael Medarbetare har sparat här medan du skriver. När ditt sparas får du välja vilken text som ska gälla.',
    )
    .waitFor();
  expect(await page.getByLabel('Motivering').inputValue()).toBe('Samordnarens ord.');
  await page.unroute('**/answers/SL-16');
  await page.getByLabel('Motivering').fill('Samordnarens ord!');
  await page.locator('.conflict').getByText('Från förvaltningen, igen.').waitFor();
  await page.context().close();
});

test('a page that is locked and opened again under somebody keeps what was written, and takes more', async () => {
  const path = `${list}/SL-19`;
  const stream = theirs.waitForRequest(/\/changes$/);
  await theirs.goto(path);
  await drawn(theirs);
  await theirs.getByRole('radio', { name: /^1 / }).check();
  await theirs.locator('.save-status[data-kind="saved"]').waitFor();
  await stream;
  await theirs.route('**/answers/SL-19', (route) => route.abort());
  await theirs.getByLabel('Motivering').fill('Inte skickat ännu.');
  await theirs.locator('.save-status[data-kind="unsent"]').waitFor();
  const { db } = site.deps;
  const turn = async (state: 'draft' | 'ready') => {
    await db
      .updateTable('assessments')
      .set((eb) => ({ state, content_revision: eb('content_revision', '+', 1) }))
      .where('id', '=', `1281-${YEAR}`)
      .execute();
  };
  await turn('ready');
  await theirs.getByText('Självskattningen är låst i väntan på beslut.').waitFor({ timeout: 20_000 });
  await theirs.locator('.kept-text').getByText('Inte skickat ännu.').waitFor();
  await theirs.unroute('**/answers/SL-19');
  await turn('draft');
  await theirs.getByLabel('Motivering').waitFor({ timeout: 20_000 });
  expect(await theirs.getByLabel('Motivering').inputValue()).toBe('Inte skickat ännu.');
  await theirs.getByLabel('Motivering').fill('Skickat nu.');
  const stored = async () =>
    (
      await db
        .selectFrom('answers')
        .select('content')
        .where('assessment_id', '=', `1281-${YEAR}`)
        .where('code', '=', 'SL-19')
        .executeTakeFirstOrThrow()
    ).content;
  await expect.poll(stored, { timeout: 10_000 }).toContain('Skickat nu.');
});

test('saving oneself fetches nothing more', async () => {
  const page = await following(`${list}/SL-05`);
  await page.waitForTimeout(1500);
  let fetched = 0;
  page.on('request', (request) => {
    if (request.method() === 'GET' && /\/assessments\/[\d-]+$/.test(request.url())) fetched += 1;
  });
  await page.getByLabel('Motivering').fill('Eget.');
  await page.locator('.save-status[data-kind="saved"]').waitFor();
  await page.waitForTimeout(2500);
  expect(fetched).toBe(0);
  await page.context().close();
});
