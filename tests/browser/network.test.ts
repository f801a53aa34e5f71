import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { open, Site, until } from './site.ts';

let site: Site;
const year = YEAR;

beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('from being below the peers to an action that is done, and back', async () => {
  const page = await site.as('samordnare@lund.example');
  await open(page, '/jamfor');
  await page.getByRole('heading', { name: 'Vad lyfter er mest?' }).waitFor();
  await page
    .getByRole('link', { name: /^Lär av andra om/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Lär av andra' }).waitFor();
  const code = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('link', { name: 'Gör till åtgärd' }).click();
  expect(await page.getByLabel('Kriterium').inputValue()).toBe(code);
  await page.getByLabel('Vad ska göras?').fill('Ringa grannkommunen');
  await page.getByLabel('Ansvarig funktion').fill('Kommunkansliet');
  await page.getByRole('button', { name: 'Spara' }).click();
  await page.getByText('Åtgärden ”Ringa grannkommunen” är sparad.').waitFor();
  await page.getByRole('button', { name: 'Påbörja: Ringa grannkommunen' }).click();
  await page.getByRole('button', { name: 'Markera som klar: Ringa grannkommunen' }).click();
  await page.getByRole('button', { name: 'Öppna igen: Ringa grannkommunen' }).waitFor();
  await page.getByRole('button', { name: 'Ta bort: Ringa grannkommunen' }).click();
  await page.getByRole('button', { name: 'Ångra borttagningen' }).click();
  await page.getByText('”Ringa grannkommunen” är tillbaka.').waitFor();
  await page.context().close();
});

test('an action that someone else has changed keeps what was typed', async () => {
  const [one, two] = [await site.as('samordnare@lund.example'), await site.as('samordnare@lund.example')];
  for (const page of [one, two]) {
    await open(page, '/atgarder');
    await page.getByRole('button', { name: /^Ändra: Välja fem nyckeltal/ }).click();
  }
  await one.getByLabel('Ansvarig funktion').fill('Ekonomi och styrning');
  await one.getByRole('button', { name: 'Spara' }).click();
  await one.getByText(/är sparad/).waitFor();
  await two.getByLabel('Beskrivning').fill('Börja med de fem som redan mäts.');
  await two.getByRole('button', { name: 'Spara' }).click();
  await two.getByText(/Någon annan har ändrat åtgärden/).waitFor();
  expect(await two.getByLabel('Beskrivning').inputValue()).toBe('Börja med de fem som redan mäts.');
  await two.getByRole('button', { name: 'Spara' }).click();
  await two.getByText('Börja med de fem som redan mäts.').waitFor();
  for (const page of [one, two]) await page.context().close();
});

test('sharing less takes the name from the others at once, and says so in plain words before', async () => {
  const coordinator = await site.as('samordnare@lund.example');
  await open(coordinator, `/sjalvskattning/1281-${year - 1}/skicka`);
  await coordinator.getByText('det som andra redan har hämtat går inte att ta tillbaka').waitFor();
  await coordinator.getByRole('radio', { name: /^Statistik/ }).check();
  await coordinator.getByRole('button', { name: 'Ändra delningen' }).click();
  await coordinator.getByText('Delning: Statistik.').waitFor();

  const skl = await site.as('natverk@skl.example');
  await open(skl, `/medlemmar/1281/${year - 1}`);
  await skl.getByText('Organisationen delar bara statistik.').waitFor();
  await open(skl, `/natverket/fordelning?ar=${year - 1}`);
  await skl.getByRole('heading', { name: 'Var nätverket är svagast' }).waitFor();
  expect(await skl.getByRole('link', { name: 'Lunds kommun' }).count()).toBe(0);
  for (const page of [coordinator, skl]) await page.context().close();
});

test('the big table is one stop on the way: by keyboard it scrolls, is searched and is skipped', async () => {
  const page = await site.as('natverk@skl.example', { viewport: { width: 1280, height: 700 } });
  await open(page, '/natverket/jamforelse');
  const table = page.getByRole('region', { name: 'Index 0–100 per område' });
  await table.focus();
  await page.keyboard.press('PageDown');
  await until(page, "document.querySelector('.heat-wrap').scrollTop > 100");
  // Pressed again until it is there: a key during a scroll that is still under way is lost.
  const atEnd =
    "(() => { const w = document.querySelector('.heat-wrap'); return w.scrollTop + w.clientHeight > w.scrollHeight - 4 })()";
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End');
        return page.evaluate(atEnd);
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  // Headings of columns and rows stay in sight and belong to their cells.
  expect(await table.getByRole('columnheader').count()).toBe(6);
  expect(await table.getByRole('rowheader').count()).toBeGreaterThan(40);
  await page.getByRole('link', { name: 'Hoppa över tabellen' }).focus();
  await page.keyboard.press('Enter');
  await until(page, "document.activeElement.id === 'after-heat'");
  // It was a link within the page: nothing is fetched and drawn anew, which would take the focus away.
  await page.waitForTimeout(500);
  expect(await page.evaluate('document.activeElement.id')).toBe('after-heat');
  await page.getByLabel(/^Sök kommun/).fill('dalarna');
  await expect.poll(() => table.getByRole('rowheader').count()).toBeLessThan(16);
  await page.getByLabel('Område eller kriterium').selectOption({ label: 'Uppföljning' });
  await page.getByLabel('Visa nivå och lägre').selectOption('2');
  const highest = async () => {
    const cells = await table.locator('tbody tr td:nth-child(3)').allInnerTexts();
    return Math.max(0, ...cells.map((cell) => Number(cell.replace(',', '.'))));
  };
  await expect.poll(highest).toBeLessThanOrEqual(50);
  expect(await highest()).toBeGreaterThan(0);
  await page.context().close();
});

test('SKL takes an organisation in, makes a round and sees whom to remind', async () => {
  const page = await site.as('natverk@skl.example');
  await open(page, '/medlemmar');
  await page.getByRole('button', { name: /^Alla kommuner och regioner/ }).click();
  await page
    .getByRole('button', { name: /^Ta in: / })
    .first()
    .click();
  await page.getByRole('button', { name: 'Ta in', exact: true }).first().click();
  await page.getByText(/är medlem från och med/).waitFor();
  await open(page, '/omgangar');
  await page.getByRole('button', { name: 'Ny omgång' }).click();
  await page.getByLabel('Sista dag').fill(`${year}-01-01`);
  await page.getByRole('button', { name: 'Skapa omgången' }).click();
  await page.getByText('Det här behöver rättas').waitFor();
  expect(await page.getByLabel('Sista dag').inputValue()).toBe(`${year}-01-01`);
  await page.getByLabel('Sista dag').fill(`${year + 1}-12-01`);
  await page.getByRole('button', { name: 'Skapa omgången' }).click();
  await page.getByText('Omgången är skapad.').waitFor();
  await open(page, `/omgangar/${year}`);
  await page.getByRole('button', { name: /^Att påminna/ }).click();
  expect(await page.getByRole('rowheader', { name: 'Lunds kommun' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Publicera en tidig utgåva' }).click();
  await page.getByRole('button', { name: 'Publicera nu' }).click();
  await page.getByText(/^Utgåva \d+ är publicerad\.$/).waitFor();
  await page.context().close();
});

test('the county’s report is a file that Excel in Swedish reads, marked as invented', async () => {
  const page = await site.as('lansstyrelsen@dalarna.example');
  await open(page, '/lan/20');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hämta som CSV' }).click(),
  ]);
  const file = join(mkdtempSync(join(tmpdir(), 'mr-kollen-file-')), 'lan.csv');
  await download.saveAs(file);
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\uFEFFPåhittade uppgifter;År;Utgåva;Grupp')).toBe(true);
  expect(text).toContain('Rasism och antisemitism');
  expect(text.split('\r\n').length).toBeGreaterThan(100);
  await page.context().close();
});

test('no page complained in the console', () => {
  expect(site.errors).toEqual([]);
});
