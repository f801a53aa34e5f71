import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_LINK } from '../../server/demo/surveys.ts';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

/** README, "Civilsamhällets bild": a coordinator and five associations at once, two of them on phones at 320 px. */
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const NAMES = ['Funktionsrätt', 'Rädda Barnen', 'Kvinnojouren', 'Pensionärerna', 'Romska föreningen'] as const;
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

const text = (page: Page) => page.locator('main').innerText();
const question = (page: Page, n: number) => page.getByRole('group', { name: new RegExp(`^${n}\\. `) });

async function chooseAll(page: Page, label: string, from = 1): Promise<void> {
  for (let n = from; n <= 10; n++) await question(page, n).getByLabel(label, { exact: true }).check();
}

test('an association that somebody else has answered for hands its link to SKL, and gets one of its own', async () => {
  const link = `${site.url}/forening/${DEMO_LINK}0`;
  const theirs = await (await site.context()).newPage();
  await theirs.goto(link);
  await theirs.getByText('Är det inte ni? Skicka er länk till SKL och berätta.', { exact: false }).waitFor();
  const skl = await site.as('natverk@skl.example');
  await skl.goto('/medlemmar');
  await drawn(skl);
  await skl.getByLabel('Föreningens länk').fill('https://www.example.se/fel');
  await skl.getByRole('button', { name: 'Sök upp länken' }).click();
  await skl.getByRole('link', { name: /^Länken gäller inte\./ }).waitFor();
  await skl.getByLabel('Föreningens länk').fill(`${link}?utm=mejl`);
  await skl.getByRole('button', { name: 'Sök upp länken' }).click();
  await skl.getByText('Funktionsrätt Lund, tillfrågad av Lunds kommun', { exact: false }).waitFor();
  await skl.getByRole('button', { name: 'Ge föreningen en ny länk' }).click();
  await skl.getByRole('button', { name: 'Ja, ge en ny länk' }).click();
  const own = await skl.getByLabel(/^Ny länk till Funktionsrätt Lund\./).inputValue();
  await theirs.goto(link);
  await theirs.getByText('Länken gäller inte.', { exact: false }).waitFor();
  await theirs.goto(own);
  await drawn(theirs);
  expect(await theirs.getByRole('radio').count()).toBeGreaterThan(20);
  expect(site.errors).toEqual([]);
  for (const page of [theirs, skl]) await page.context().close();
});

test('six people: five associations answer at once, one without a connection, and the organisation replies', async () => {
  const { db } = site.deps;
  await db.deleteFrom('associations').execute();
  await db.deleteFrom('surveys').where('year', '=', YEAR).execute();
  const sara = await site.as('samordnare@lund.example');
  await sara.goto(`/civilsamhallet/${YEAR}`);
  await drawn(sara);
  await sara.getByRole('button', { name: 'Börja' }).click();
  await sara.getByRole('link', { name: 'Skriv vem som valde föreningarna, till exempel föreningsrådet.' }).waitFor();
  await sara.getByLabel('Vem väljer föreningarna, och hur?').fill('Föreningsrådet valde.');
  await sara.getByRole('button', { name: 'Börja' }).click();
  await sara.getByText('Nu kan ni bjuda in föreningar.').waitFor();
  await sara.getByLabel('Bjud in föreningar, en per rad').fill([...NAMES, 'Den som tackar nej', NAMES[0]].join('\n'));
  await sara.getByRole('button', { name: 'Bjud in' }).click();
  // The one that was named twice stays, with the reason.
  await sara.getByRole('link', { name: 'Funktionsrätt är redan inbjuden.' }).waitFor();
  expect(await sara.getByLabel('Bjud in föreningar, en per rad').inputValue()).toBe('Funktionsrätt');
  await sara.getByLabel('Bjud in föreningar, en per rad').fill('');
  const links = (await sara.locator('.ds-alert .slip-link').allInnerTexts()).map((link) => new URL(link).pathname);
  expect(links).toHaveLength(6);

  const pages: Page[] = [];
  for (const [i, link] of links.entries()) {
    const page = await (await site.context(i < 2 ? PHONE : {})).newPage();
    await page.goto(link);
    await drawn(page);
    pages.push(page);
  }
  const [phone, other, ...rest] = pages as [Page, Page, ...Page[]];
  const declining = rest.pop() as Page;
  await declining.getByRole('button', { name: 'Vi vill inte svara' }).click();
  await declining.getByRole('button', { name: 'Låt bli att svara' }).click();
  await declining.getByText('Vi har noterat att ni inte vill svara.', { exact: false }).waitFor();

  // One begins and closes the page; what was chosen is there when the link is opened again.
  await question(phone, 1).getByLabel('Mest nej').check();
  await question(phone, 2).getByLabel('Vet inte').check();
  await phone.getByText('Ni har svarat på 2 av 10 frågor.').waitFor();
  await phone.reload();
  await drawn(phone);
  expect(await question(phone, 1).getByLabel('Mest nej').isChecked()).toBe(true);
  expect(await question(phone, 2).getByLabel('Vet inte').isChecked()).toBe(true);
  await phone.getByRole('button', { name: 'Skicka svaren' }).click();
  // Each question that waits is named, and leads there.
  const [error] = await phone.locator('.ds-error-summary a').all();
  await error?.click();
  expect(await phone.evaluate('document.activeElement.name')).toBe('CS-05');

  // All at once; the other phone has lost its connection.
  await other.context().setOffline(true);
  await Promise.all([
    chooseAll(phone, 'Mest nej', 3),
    chooseAll(other, 'Nej'),
    ...rest.map((page) => chooseAll(page, 'Mest ja')),
  ]);
  await Promise.all([phone, other, ...rest].map((page) => page.getByRole('button', { name: 'Skicka svaren' }).click()));
  for (const page of [phone, ...rest]) await page.getByText('Tack! Vi har fått era svar. Nu är ni klara.').waitFor();
  await other
    .getByText(/Svaren är inte skickade\. Det finns inget nät\./)
    .first()
    .waitFor();
  await other.context().setOffline(false);
  await other.getByText('Tack! Vi har fått era svar. Nu är ni klara.').waitFor();

  // Passed on to somebody else, the link answers nothing more.
  const passedOn = await (await site.context()).newPage();
  await passedOn.goto(links[0] ?? '');
  await passedOn.getByText('Någon har redan svarat med den här länken.', { exact: false }).waitFor();
  expect(await passedOn.getByRole('radio').count()).toBe(0);

  await sara.reload();
  await drawn(sara);
  expect(await text(sara)).not.toContain('Mest nej');
  expect((await text(sara)).match(/Har svarat/g)).toHaveLength(6);
  await sara.getByRole('button', { name: 'Stäng frågorna nu' }).click();
  await sara.getByRole('button', { name: 'Ja, stäng' }).click();
  await sara.getByText('Frågorna är stängda.').waitFor();
  expect(await db.selectFrom('associations').selectAll().execute()).toEqual([]);
  await sara.getByText('Tillfrågade föreningar: 6. Har svarat: 5. Har tackat nej: 1.', { exact: false }).waitFor();
  const row = sara.getByRole('row', { name: /^CS-01 / });
  const counts = (await row.getByRole('cell').allInnerTexts()).slice(0, 5).map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
  // Four know the answer to the second.
  expect(await sara.getByRole('row', { name: /^CS-02 / }).innerText()).toContain('visas inte, färre än fem har svarat');
  await sara.getByLabel('Skriv ert svar').fill('Vi tar det till oss.');
  await sara.getByRole('button', { name: 'Spara svaret' }).click();
  await sara.getByText('Svaret är sparat.').waitFor();
  await sara.getByRole('heading', { name: /^Svar från Lunds kommun, / }).waitFor();
  await sara.goto(`/resultat/1281-${YEAR}`);
  await drawn(sara);
  expect(await text(sara)).toContain('Vi tar det till oss.');
  expect(site.errors).toEqual([]);
  for (const page of [sara, passedOn, ...pages]) await page.context().close();
});
