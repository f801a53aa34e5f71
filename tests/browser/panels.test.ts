import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

/** README, "Gemensam bedömning": six people at once, two of them on phones at 320 px. */
const id = `1281-${YEAR}`;
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

async function at(email: string, path: string): Promise<Page> {
  const page = await site.as(email);
  await page.goto(path);
  await drawn(page);
  return page;
}

/** Comes in from the link, as one does who has scanned it. */
async function phone(path: string, code: string, options = {}): Promise<Page> {
  const page = await (await site.context(options)).newPage();
  await page.goto(path);
  await drawn(page);
  await page.getByLabel('Kod, sex siffror').fill(code);
  await page.getByRole('button', { name: 'Börja' }).click();
  await page.getByText('Välj en nivå för varje kriterium').waitFor();
  return page;
}

const choose = async (page: Page, level: number, text: string) => {
  await page.getByRole('radio', { name: new RegExp(`^${level} `) }).check();
  await page.getByLabel('Varför? Ett par rader').fill(text);
};
const done = (page: Page) => page.getByLabel('Vi är klara med kriteriet').check();
const text = (page: Page) => page.locator('main').innerText();

test('six people rate, meet and agree; what is typed without a connection is not lost, and nobody sees a score too early', async () => {
  // The coordinator starts over: what is there is asked about once more, and goes.
  const sara = await at('samordnare@lund.example', `/sjalvskattning/${id}/gemensam`);
  await sara.getByRole('button', { name: 'Ta bort hela den gemensamma bedömningen' }).click();
  await sara.getByRole('button', { name: 'Ja, ta bort' }).click();
  await sara.getByText('Den gemensamma bedömningen är borttagen.').waitFor();
  await sara.locator('summary', { hasText: 'Samspel med civila samhället' }).click();
  await sara.getByRole('checkbox', { name: /^CS-01 / }).check();
  await sara.getByRole('checkbox', { name: /^CS-02 / }).check();
  await sara.getByRole('button', { name: 'Öppna 2 kriterier' }).click();
  await sara.getByText('2 kriterier är öppnade.').waitFor();
  await sara.getByLabel(/^Nämnder eller funktioner utan konto/).fill('Socialnämnden\nKulturnämnden\n\nByggnadsnämnden');
  await sara.getByRole('button', { name: 'Lägg till 3 bedömare' }).click();
  await sara.getByText('3 bedömare är tillagda.').waitFor();
  for (const [name, as] of [
    ['Mikael Medarbetare', 'HR-chefen'],
    ['Beatrice Beslutsfattare', 'Kommunstyrelsen'],
  ]) {
    await sara.getByLabel('Kollega med konto').selectOption({ label: name ?? '' });
    await sara.getByLabel('Bedömer som').fill(as ?? '');
    await sara.getByRole('button', { name: 'Lägg till', exact: true }).click();
    await sara.getByText(`${as ?? ''} är bedömare.`).waitFor();
  }
  await sara.getByLabel('Stäng ett kriterium av sig självt när alla har sagt att de är klara').check();
  const { panel } = (await (await sara.request.get(`/api/v1/assessments/${id}/panel`)).json()) as {
    panel: { link: string; closesItself: boolean; assessors: { name: string; code: string }[] };
  };
  const codeOf = (name: string) => panel.assessors.find((each) => each.name === name)?.code ?? '';
  const link = new URL(panel.link).pathname;

  const social = await phone(link, codeOf('Socialnämnden'), PHONE);
  const culture = await phone(link, codeOf('Kulturnämnden'), PHONE);
  const building = await phone(link, codeOf('Byggnadsnämnden'));
  // The link is not left in the address.
  expect(new URL(social.url()).pathname).toBe('/bedom');
  const mikael = await at('medarbetare@lund.example', '/oversikt');
  const beatrice = await at('beslut@lund.example', '/oversikt');
  for (const page of [mikael, beatrice]) {
    await page.getByText('2 kriterier väntar på dig.').waitFor();
    await page.getByRole('button', { name: 'Bedöm' }).click();
    await page.getByText('Välj en nivå för varje kriterium').waitFor();
  }
  const five = [social, culture, building, mikael, beatrice] as const;

  // The big screen shows the first, and all go there by themselves.
  await sara.goto(`/sjalvskattning/${id}/gemensam/mote`);
  await drawn(sara);
  for (const page of five) await page.getByRole('heading', { name: /^CS-01 / }).waitFor();
  expect(await sara.getByRole('radio', { checked: true }).count()).toBe(0);

  // Midway one of the phones loses its connection, and goes on.
  await culture.context().setOffline(true);
  await Promise.all(five.map((page, i) => choose(page, [1, 4, 2, 1, 1][i] ?? 0, `Rad från nummer ${i + 1}.`)));
  await culture.getByText('Inte skickat ännu.').waitFor();
  await Promise.all([social, building, mikael, beatrice].map(done));
  await sara.getByText('4 av 5 har valt nivå. Inte klara: Kulturnämnden.').waitFor();
  for (const page of [sara, ...five]) {
    const seen =
      (await text(page)) +
      (await page
        .locator('textarea')
        .evaluateAll((all) => all.map((each) => (each as { value?: string }).value).join(' ')));
    expect(seen.match(/Rad från nummer \d/g) ?? []).toHaveLength(page === sara ? 0 : 1);
    expect(seen).not.toContain('Flest valde');
  }
  // It is sent as the connection is back, and is there for her on this phone after a reload.
  await culture.context().setOffline(false);
  await culture.getByText(/^Sparat /).waitFor();
  await culture.reload();
  await drawn(culture);
  await culture.getByRole('button', { name: /^CS-01 / }).click();
  expect(await culture.getByLabel('Varför? Ett par rader').inputValue()).toBe('Rad från nummer 2.');
  await done(culture);

  // The last is done: the criterion is closed, and everybody sees the same.
  for (const page of [sara, ...five]) {
    await page.getByText('5 bedömare, från nivå 1 till 4. Flest valde 1.').waitFor();
    for (let i = 1; i <= 5; i++) expect(await text(page)).toContain(`Rad från nummer ${i}.`);
  }
  // Whoever differs most stands first.
  expect(await sara.locator('.shown-ratings li').first().innerText()).toContain('Kulturnämnden');

  // The next is closed by hand while a phone is away with something unsent: it does not count, and is not lost.
  await sara.getByRole('radio', { name: /^2 / }).check();
  await sara.getByLabel('Varför', { exact: true }).fill('Vi enades om att det är beslutat men ojämnt.');
  await sara.getByRole('button', { name: 'Nästa' }).click();
  for (const page of five) await page.getByRole('heading', { name: /^CS-02 / }).waitFor();
  await Promise.all([social, building, mikael].map((page) => choose(page, 3, '')));
  await social.getByText(/^Sparat /).waitFor();
  await culture.context().setOffline(true);
  await choose(culture, 0, 'Ni når inte oss.');
  await culture.getByText('Inte skickat ännu.').waitFor();
  await sara.getByText(/^3 av 5 har valt nivå/).waitFor();
  await sara.getByRole('button', { name: 'Stäng och visa spridningen' }).click();
  await sara.getByRole('button', { name: 'Ja, stäng och visa' }).click();
  await sara.getByText('Alla 3 valde nivå 3.').waitFor();
  await culture.context().setOffline(false);
  await culture.getByText('Kriteriet är stängt, så det du skrev sist räknas inte.').waitFor();
  expect(await text(culture)).toContain('Ni når inte oss.');
  await culture.getByText('Alla 3 valde nivå 3.').waitFor();

  // Locked: the spread is in the result, and who chose what is nowhere.
  await sara.goto(`/sjalvskattning/${id}/beslut`);
  await drawn(sara);
  await sara.getByText('Vad var och en har valt raderas för gott').waitFor();
  const { db } = site.deps;
  await db.updateTable('answers').set({ to_confirm: 0 }).where('assessment_id', '=', id).execute();
  await sara.reload();
  await drawn(sara);
  await sara.getByRole('button', { name: 'Lås och gör klar för beslut' }).click();
  await sara.getByRole('button', { name: 'Ja, lås' }).click();
  await sara.getByText('Självskattningen är låst och klar för beslut.').waitFor();
  expect(await db.selectFrom('ratings').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('assessors').selectAll().where('assessment_id', '=', id).execute()).toEqual([]);
  const joint = await db
    .selectFrom('answers')
    .select(['level', 'content'])
    .where('assessment_id', '=', id)
    .where('code', '=', 'CS-01')
    .executeTakeFirstOrThrow();
  expect(joint.level).toBe(2);
  expect(joint.content).toContain('Vi enades om att det är beslutat men ojämnt.');
  await sara.goto(`/resultat/${id}`);
  await drawn(sara);
  expect(await text(sara)).toContain('5 bedömare, från nivå 1 till 4. Flest valde 1.');
  expect(await text(sara)).not.toContain('Rad från nummer');
  await mikael.getByText('Ni är inte med i bedömningen här.', { exact: false }).waitFor();
  expect(site.errors).toEqual([]);
  for (const page of [sara, ...five]) await page.context().close();
});
