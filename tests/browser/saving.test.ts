import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site, until } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

const year = YEAR;
const SARA = 'samordnare@lund.example';
const MIKAEL = 'medarbetare@lund.example';
const path = (code: string) => `/sjalvskattning/1281-${year}/${code}`;

async function open(page: Page, code: string): Promise<void> {
  await page.goto(path(code));
  await page.locator('mr-criterion textarea').first().waitFor();
}

const motivation = (page: Page) => page.getByLabel('Motivering', { exact: true });
const saved = (page: Page) => page.locator('.save-status[data-kind="saved"]').waitFor();
const stored = async (code: string) => {
  const row = await site.deps.db
    .selectFrom('answers')
    .select(['content', 'level', 'revision'])
    .where('assessment_id', '=', `1281-${year}`)
    .where('code', '=', code)
    .executeTakeFirst();
  return (
    row && {
      level: row.level,
      revision: row.revision,
      motivation: (JSON.parse(row.content) as { motivation: string }).motivation,
    }
  );
};

describe('two people on the same criterion', () => {
  test.each([
    ['Spara mitt', 'Mikaels text'],
    ['Behåll det andra', 'Saras text'],
    ['Slå ihop texterna', 'Mikaels text\n\nSaras text'],
  ])('the second is told, sees both texts and chooses “%s”', async (choice, expected) => {
    const code = 'SL-09';
    const sara = await site.as(SARA);
    const mikael = await site.as(MIKAEL);
    await open(sara, code);
    await open(mikael, code);
    await motivation(sara).fill('Saras text');
    await saved(sara);
    await motivation(mikael).fill('Mikaels text');
    const conflict = mikael.locator('.conflict');
    await conflict.waitFor();
    await until(mikael, 'document.activeElement.classList.contains("conflict")');
    expect(await conflict.innerText()).toContain('Mikaels text');
    expect(await conflict.innerText()).toContain('Saras text');
    expect(await conflict.innerText()).toContain('Sara Samordnare');
    expect((await stored(code))?.motivation).toBe('Saras text');
    await mikael.getByRole('button', { name: choice }).click();
    await saved(mikael);
    expect((await stored(code))?.motivation).toBe(expected);
    expect(await motivation(mikael).inputValue()).toBe(expected);
    await motivation(mikael).fill('');
    await mikael.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
    await sara.context().close();
    await mikael.context().close();
  });
});

describe('text that cannot be sent', () => {
  test('is shown as not sent, survives leaving and closing the page, and is sent later', async () => {
    const page = await site.as(SARA);
    await open(page, 'AG-04');
    await page.context().setOffline(true);
    await motivation(page).fill('Skrivet på tåget');
    await page.getByText('Inte skickat ännu.').waitFor();
    expect(await stored('AG-04')).toBeUndefined();
    await page.close();
    const later = await page.context().newPage();
    await later.context().setOffline(false);
    // Another page of the application sends what an earlier visit could not.
    await later.goto('/oversikt');
    await drawn(later);
    await expect.poll(async () => (await stored('AG-04'))?.motivation).toBe('Skrivet på tåget');
    await open(later, 'AG-04');
    expect(await motivation(later).inputValue()).toBe('Skrivet på tåget');
    await later.context().close();
  });

  test('is sent by the open page itself when the connection is back', async () => {
    const page = await site.as(SARA);
    await open(page, 'AG-07');
    await page.context().setOffline(true);
    await page.getByRole('radio', { name: /^3 / }).check();
    await page.getByText('Inte skickat ännu.').waitFor();
    await page.context().setOffline(false);
    await saved(page);
    expect((await stored('AG-07'))?.level).toBe(3);
    await page.context().close();
  });

  test('of someone who was signed out is kept until they are in again', async () => {
    const page = await site.as(SARA);
    await open(page, 'CS-09');
    await page.context().clearCookies();
    await motivation(page).fill('Kvar efter utloggning');
    await page.getByText('Du har blivit utloggad.').waitFor();
    await page.context().request.post('/demo/logga-in', { form: { email: SARA }, maxRedirects: 0 });
    await open(page, 'CS-09');
    await expect.poll(async () => (await stored('CS-09'))?.motivation).toBe('Kvar efter utloggning');
    expect(await motivation(page).inputValue()).toBe('Kvar efter utloggning');
    await page.context().close();
  });

  test('meets what someone else saved meanwhile as a conflict, never over it', async () => {
    const page = await site.as(SARA);
    await open(page, 'SL-12');
    await page.context().setOffline(true);
    await motivation(page).fill('Saras ensamma text');
    await page.getByText('Inte skickat ännu.').waitFor();
    await page.close();
    const mikael = await site.as(MIKAEL);
    await open(mikael, 'SL-12');
    await motivation(mikael).fill('Mikael hann före');
    await saved(mikael);
    const later = await page.context().newPage();
    await later.context().setOffline(false);
    await open(later, 'SL-12');
    await later.locator('.conflict').waitFor();
    expect((await stored('SL-12'))?.motivation).toBe('Mikael hann före');
    expect(await motivation(later).inputValue()).toBe('Saras ensamma text');
    await later.context().close();
    await mikael.context().close();
  });

  test('an evidence row without a title holds back nothing else, and waits for its title', async () => {
    const page = await site.as(SARA);
    await open(page, 'AG-03');
    await page.getByRole('radio', { name: /^2 / }).check();
    await page.getByRole('button', { name: 'Lägg till underlag' }).click();
    await page.getByLabel('Diarienummer').fill('KS 2026/9');
    await motivation(page).fill('Skriven efter raden');
    await page.getByText('Skriv en rubrik, så sparas underlaget.').first().waitFor();
    await expect.poll(() => stored('AG-03')).toMatchObject({ level: 2, motivation: 'Skriven efter raden' });
    await page.reload();
    await page.locator('mr-criterion textarea').first().waitFor();
    expect(await page.getByLabel('Diarienummer').inputValue()).toBe('KS 2026/9');
    await page.getByLabel('Rubrik').fill('Analys');
    await saved(page);
    await page.getByRole('button', { name: 'Ta bort underlag 1' }).click();
    await page.getByRole('button', { name: 'Ångra' }).click();
    expect(await page.getByLabel('Rubrik').inputValue()).toBe('Analys');
    await page.context().close();
  });

  test('is marked in the list, stops the locking, and can be copied once someone else has locked', async () => {
    const page = await site.as(SARA);
    await open(page, 'AG-05');
    await page.getByRole('button', { name: 'Lägg till underlag' }).click();
    await page.getByLabel('Diarienummer').fill('KS 2026/77');
    await page.getByRole('link', { name: 'Alla kriterier' }).click();
    await page.getByText('Inte skickat').first().waitFor();
    await page.goto(`/sjalvskattning/1281-${year}/beslut`);
    await page.getByText('Skicka, gör klart eller ta bort det först.').waitFor();
    expect(await page.getByRole('button', { name: /Lås/ }).count()).toBe(0);
    const assessment = site.deps.db.updateTable('assessments').where('id', '=', `1281-${year}`);
    const change = (state: 'draft' | 'ready') =>
      assessment.set((eb) => ({ state, content_revision: eb('content_revision', '+', 1) })).execute();
    await change('ready');
    await page.goto(path('AG-05'));
    await page.getByRole('button', { name: 'Kopiera texten' }).waitFor();
    expect(await page.locator('.kept-text').innerText()).toContain('KS 2026/77');
    await change('draft');
    await page.goto(`/sjalvskattning/1281-${year}/beslut`);
    await page.getByText('Visa texten').click();
    await page.getByRole('button', { name: 'Ta bort det som inte är skickat' }).click();
    await page.getByRole('button', { name: 'Ja, ta bort' }).click();
    await page.getByRole('button', { name: 'Lås och gör klar för beslut' }).waitFor();
    await page.context().close();
  });
});

test('an answer from last year is shown with the old wording, and is confirmed by a person', async () => {
  const page = await site.as(SARA);
  await open(page, 'SL-08');
  await page.getByText(`Svaret kommer från ${year - 1}`).waitFor();
  await page.getByText('SL-08, så löd det i version 1.0').click();
  await page
    .getByText('Finns ett rättighetsbaserat arbetssätt beskrivet, och har verksamheterna börjat använda det?')
    .waitFor();
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.getByRole('radio', { name: /^2 / }).check();
  await saved(page);
  expect(await page.getByText(`Svaret kommer från ${year - 1}`).count()).toBe(0);
  await page.context().close();
});

test('the interface is in English for who wants it, and the criteria stay in Swedish', async () => {
  const page = await site.as(SARA);
  await page.goto('/oversikt');
  await drawn(page);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Assessment', exact: true }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  await page.getByRole('link', { name: 'Assessment', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Self-assessment ${year}` }).waitFor();
  await page.getByText('Politiskt beslut om mänskliga rättigheter').waitFor();
  await page.context().close();
});
