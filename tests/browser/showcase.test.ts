import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, open, Site } from './site.ts';

let site: Site;
const year = YEAR;
const MARK = 'Vi bytte ut blanketten mot ett samtal';

beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

/** Every open place where an example could be, asked for without scripts. */
async function placesWith(page: Page, words: string): Promise<string[]> {
  const places = [
    '/',
    '/skyltfonster',
    '/skyltfonster?sok=blanketter',
    '/skyltfonster/flode.xml',
    '/data/skyltfonster.csv',
    '/data/skyltfonster.json',
    '/api/v1/showcase',
    '/api/v1/criterion-help?criterion=CS-02',
    '/kriterierna/2.0/CS-02',
  ];
  const found: string[] = [];
  for (const place of places) {
    const response = await page.request.get(place);
    if ((await response.text()).includes(words)) found.push(place);
  }
  return found;
}

test('three people, from standing out to the showcase and back', async () => {
  const [skl, lund, anyone] = [
    await site.as('natverk@skl.example'),
    await site.as('samordnare@lund.example'),
    await (await site.context({ javaScriptEnabled: false })).newPage(),
  ];

  // SKL sees why, and invites.
  await open(skl, `/natverket/utmarker-sig?ar=${year - 1}`);
  await skl.getByLabel('Sök kommun eller region').fill('Lund');
  await skl.getByRole('button', { name: /^Bjud in Lunds kommun om CS-02/ }).click();
  await skl.getByLabel('Hälsning till samordnaren').fill('Berätta om samtalen!');
  await skl.getByRole('button', { name: 'Bjud in', exact: true }).click();
  await skl.getByText(/Lunds kommun är inbjuden att berätta/).waitFor();

  // Lund is told, writes, and sees the text as it will be shown.
  await open(lund, '/oversikt');
  await lund.getByRole('link', { name: 'Samråd med verkligt inflytande' }).click();
  await lund.getByText('Berätta om samtalen!').waitFor();
  await lund.getByLabel('Rubrik').fill(MARK);
  for (const label of ['Vad gör ni?', 'Varför?', 'Vad har det gett?'])
    await lund.getByLabel(label).fill(`${MARK}. Så här.`);
  await lund.getByLabel('Kontaktfunktion').fill('Kontaktcenter');
  const picture = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#1b5e6b' } })
    .png()
    .toBuffer();
  await lund
    .getByLabel('Lägg till en bild')
    .setInputFiles({ name: 'bild.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await lund.getByText('Bilden ska vara JPEG, PNG eller WebP').waitFor();
  await lund
    .getByLabel('Lägg till en bild')
    .setInputFiles({ name: 'bild.png', mimeType: 'image/png', buffer: picture });
  await lund.getByLabel(/^Bild 1: beskriv/).fill('En enfärgad yta');
  await lund.getByText(/^Sparat/).waitFor();
  await lund.getByRole('button', { name: 'Se hur det kommer att visas' }).click();
  await lund.getByText('Förhandsgranskning.').waitFor();
  await lund.getByRole('button', { name: 'Samtyck och skicka' }).click();
  await lund.getByRole('link', { name: 'Kryssa i att ni samtycker.' }).click();
  await lund.getByLabel(/^Vi samtycker/).check();
  await lund.getByRole('button', { name: 'Samtyck och skicka' }).click();
  // One text is missing, and it is said where.
  await lund.getByRole('link', { name: 'Skriv vad som var svårt.' }).click();
  await lund.keyboard.type('Att våga börja.');
  await lund.getByText(/^Sparat/).waitFor();
  await lund.getByRole('button', { name: 'Se hur det kommer att visas' }).click();
  await lund.getByLabel(/^Vi samtycker/).check();
  expect(await placesWith(anyone, MARK)).toEqual([]);
  await lund.getByRole('button', { name: 'Samtyck och skicka' }).click();
  await lund.getByText('Tack! SKL granskar texten.').waitFor();

  // SKL reads exactly that, and lets it through.
  await open(skl, '/natverket/skyltfonster');
  await skl.getByRole('link', { name: `${MARK} från Lunds kommun` }).click();
  await skl.getByRole('heading', { name: MARK }).waitFor();
  await skl.getByRole('button', { name: 'Publicera' }).click();
  await skl.getByText('Exemplet är publicerat.').waitFor();

  // Anyone finds it, without scripts, by another form of the word.
  await anyone.goto('/skyltfonster');
  await anyone.getByLabel('Sök bland exemplen').fill('blanketter');
  await anyone.getByRole('button', { name: 'Visa' }).click();
  await anyone.getByRole('link', { name: MARK }).click();
  await anyone.getByRole('heading', { level: 1, name: MARK }).waitFor();
  const address = anyone.url();
  const shown = await anyone.getByAltText('En enfärgad yta').getAttribute('src');
  expect((await placesWith(anyone, MARK)).length).toBeGreaterThan(7);

  // Lund takes it back, and it is gone everywhere.
  await lund.getByRole('link', { name: 'Exempel', exact: true }).first().click();
  await lund.getByRole('link', { name: MARK }).click();
  await lund.getByRole('button', { name: 'Dra tillbaka exemplet' }).click();
  await lund.getByRole('button', { name: 'Dra tillbaka', exact: true }).click();
  await lund.getByText('visas inte längre').first().waitFor();
  expect((await anyone.reload())?.status()).toBe(404);
  expect((await anyone.request.get(address)).status()).toBe(404);
  expect((await anyone.request.get(String(shown))).status()).toBe(404);
  expect(await placesWith(anyone, MARK)).toEqual([]);
  expect(await (await anyone.request.get('/sitemap.xml')).text()).not.toContain(new URL(address).pathname);
  // What was written is still Lund's own.
  expect(await lund.getByLabel('Rubrik').inputValue()).toBe(MARK);
  for (const page of [skl, lund, anyone]) await page.context().close();
});

test('what is written in an example survives a lost connection', async () => {
  const page = await site.as('samordnare@lund.example');
  await open(page, '/exempel');
  await page.getByLabel('Vad handlar det om?').selectOption('SL-07');
  await page.getByLabel('Rubrik').fill('Eget exempel från Lund');
  await page.getByRole('button', { name: 'Börja skriva' }).click();
  await page.getByLabel('Vad gör ni?').waitFor();
  await page.context().setOffline(true);
  await page.getByLabel('Vad gör ni?').fill('Skrivet utan nät.');
  await page.getByText('Inte skickat ännu.').waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await drawn(page);
  await expect.poll(() => page.getByLabel('Vad gör ni?').inputValue()).toBe('Skrivet utan nät.');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const stored = async () =>
    (await site.deps.db.selectFrom('examples').select('text').where('id', '=', id).executeTakeFirst())?.text;
  await expect.poll(stored, { timeout: 20_000 }).toContain('Skrivet utan nät.');
  await page.context().close();
});

test('kept text never takes the place of what a colleague has saved meanwhile', async () => {
  const [here, there] = [await site.as('samordnare@lund.example'), await site.as('samordnare@lund.example')];
  await open(here, '/exempel');
  await here.getByLabel('Vad handlar det om?').selectOption('UF-05');
  await here.getByLabel('Rubrik').fill('Två skriver');
  await here.getByRole('button', { name: 'Börja skriva' }).click();
  await here.getByLabel('Vad gör ni?').waitFor();
  const { pathname } = new URL(here.url());
  await here.context().setOffline(true);
  await here.getByLabel('Vad gör ni?').fill('Mitt, skrivet utan nät.');
  await here.getByText('Inte skickat ännu.').waitFor();
  await open(there, pathname);
  await there.getByLabel('Vad gör ni?').fill('Kollegans, sparat.');
  await there.getByText(/^Sparat/).waitFor();
  await here.context().setOffline(false);
  await here.reload();
  await here.getByRole('heading', { name: 'Någon annan har ändrat texten samtidigt' }).waitFor();
  await here.getByText('Kollegans, sparat.').waitFor();
  // Going on typing is not choosing.
  await here.getByLabel('Varför?').fill('Mer av mitt.');
  await here.waitForTimeout(1200);
  const stored = async () =>
    (
      await site.deps.db
        .selectFrom('examples')
        .select('text')
        .where('id', '=', pathname.split('/').at(-1) ?? '')
        .executeTakeFirst()
    )?.text;
  expect(await stored()).toContain('Kollegans, sparat.');
  await here.getByRole('button', { name: 'Spara mitt' }).click();
  await expect.poll(stored).toContain('Mitt, skrivet utan nät.');
  // A step that would put the stored text in the form waits until everything is saved.
  await here.getByLabel('Länk till mer').fill('www.lund.se');
  await here.getByLabel('Vad var svårt?').fill('Det här får inte försvinna.');
  await here.getByText('Länk till mer ska vara en webbadress som börjar med https://.').first().waitFor();
  await here.getByRole('button', { name: 'Ta bort utkastet' }).click();
  await here.getByRole('button', { name: 'Ta bort', exact: true }).click();
  await here.getByText('Det här behöver rättas').waitFor();
  expect(await here.getByLabel('Vad var svårt?').inputValue()).toBe('Det här får inte försvinna.');
  expect(await stored()).toBeDefined();
  for (const page of [here, there]) await page.context().close();
});

test('what is typed while a colleague consents comes back when the text can be changed again', async () => {
  const [here, there] = [await site.as('samordnare@lund.example'), await site.as('samordnare@lund.example')];
  await open(here, '/exempel');
  await here.getByLabel('Vad handlar det om?').selectOption('AG-02');
  await here.getByLabel('Rubrik').fill('Samtycke under tiden');
  await here.getByRole('button', { name: 'Börja skriva' }).click();
  for (const label of ['Vad gör ni?', 'Varför?', 'Vad har det gett?', 'Vad var svårt?', 'Kontaktfunktion'])
    await here.getByLabel(label).fill('Klart.');
  await here.getByText(/^Sparat/).waitFor();
  await open(there, new URL(here.url()).pathname);
  await there.getByRole('button', { name: 'Se hur det kommer att visas' }).click();
  await there.getByLabel(/^Vi samtycker/).check();
  await there.getByRole('button', { name: 'Samtyck och skicka' }).click();
  await there.getByText('Tack! SKL granskar texten.').waitFor();
  await here.getByLabel('Vad gör ni?').fill('Skrivet för sent.');
  await here.getByText(/finns kvar här på din dator och kommer tillbaka/).waitFor();
  await here.getByRole('button', { name: 'Ta tillbaka samtycket och ändra' }).click();
  await here.getByText('Någon annan har ändrat texten samtidigt').waitFor();
  await here.getByRole('button', { name: 'Spara mitt' }).click();
  await here.getByText(/^Sparat/).waitFor();
  expect(await here.getByLabel('Vad gör ni?').inputValue()).toBe('Skrivet för sent.');
  for (const page of [here, there]) await page.context().close();
});

test('a material is offered, reviewed and found beside its criterion', async () => {
  const [provider, skl] = [await site.as('materialgivare@myndighet.example'), await site.as('natverk@skl.example')];
  await open(provider, '/egna-material');
  await provider.getByRole('button', { name: 'Föreslå material' }).click();
  await provider.getByLabel('Rubrik').fill('Samtalskort om integritet');
  await provider.getByRole('button', { name: 'Skicka till granskning' }).click();
  await provider.getByText('Det här behöver rättas').waitFor();
  await provider.getByLabel('Beskrivning').fill('Trettio kort att samtala kring.');
  await provider.getByLabel('Länk', { exact: true }).fill('https://www.example.se/kort');
  await provider.getByLabel('Utgivare').fill('Påhittade myndigheten');
  await provider.getByText('Kriterier: Styrning och ledning').click();
  await provider.getByLabel(/SL-20/).check();
  await provider.getByRole('button', { name: 'Skicka till granskning' }).click();
  await provider.getByText('är skickat').waitFor();
  await open(skl, '/natverket/material');
  await skl.getByRole('button', { name: 'Publicera Samtalskort om integritet' }).click();
  await skl.getByText('visas nu').waitFor();
  const lund = await site.as('samordnare@lund.example');
  await open(lund, `/sjalvskattning/1281-${year}/SL-20`);
  await lund.getByRole('link', { name: 'Samtalskort om integritet' }).waitFor();
  for (const page of [provider, skl, lund]) await page.context().close();
});

test('no page complained in the console', () => {
  expect(site.errors).toEqual([]);
});
