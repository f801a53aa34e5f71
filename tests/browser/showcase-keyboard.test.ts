import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { focused, follow, press, tabTo, type } from './keyboard.ts';
import { open, Site } from './site.ts';

/** The pages of the showcase and the materials, by those who have only a keyboard. */
let site: Site;
const year = YEAR;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('inviting: the form has focus when it opens, and the button gets it back when it closes', async () => {
  const skl = await site.as('natverk@skl.example');
  await open(skl, `/natverket/utmarker-sig?ar=${year - 1}`);
  await press(skl, /Visa alla \d+ organisationer/, 'Utmärker sig');
  expect(await focused(skl)).toMatch(/^Svaren från/);
  await open(skl, `/natverket/utmarker-sig?ar=${year - 1}`);
  await press(skl, /^Bjud in Lunds kommun om CS-02/, 'Hälsning till samordnaren');
  expect(await focused(skl)).toContain('Bjud in Lunds kommun');
  await press(skl, /^\s*Avbryt/, 'Utmärker sig');
  expect(await focused(skl)).toMatch(/^Bjud in Lunds kommun om CS-02/);
  await skl.keyboard.press('Enter');
  await type(skl, /\bmessage\b/, 'Till Lund!');
  // The greeting to one does not go to another: leaving it is asked about, and the next form is empty.
  const asked: string[] = [];
  skl.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  await press(skl, /^Bjud in Gagnefs kommun om SL-10/, 'Bjud in Gagnefs kommun');
  expect(asked).toHaveLength(1);
  expect(await skl.getByLabel('Hälsning till samordnaren').inputValue()).toBe('');
  await press(skl, /^Bjud in Lunds kommun om CS-02/, 'Hälsning till samordnaren');
  await type(skl, /\bmessage\b/, 'Berätta!');
  await press(skl, /^\s*Bjud in\s*$/, /är inbjuden att berätta/);
  await skl.context().close();
});

test('writing, looking, consenting and taking back', async () => {
  const lund = await site.as('samordnare@lund.example');
  await open(lund, '/exempel');
  await follow(lund, /Samråd med verkligt inflytande: att skriva/);
  await lund.getByText('Berätta!').waitFor();
  await type(lund, /\btitle\b/, 'Vi frågar först');
  for (const field of [/\bwhat\b/, /\bwhy\b/, /\beffect\b/, /\bhard\b/, /\bcontact\b/])
    await type(lund, field, 'Så här.');
  await press(lund, /^\s*Se hur det kommer att visas/, 'Förhandsgranskning.');
  await tabTo(lund, /\bagree\b/);
  await lund.keyboard.press('Space');
  await press(lund, /^\s*Samtyck och skicka/, 'Tack! SKL granskar texten.');
  await press(lund, /^\s*Ta tillbaka samtycket och ändra/, 'Samtycket är återtaget.');
  await press(lund, /^\s*Tacka nej till inbjudan/, 'Det ni har skrivit finns kvar');
  expect(await focused(lund)).toContain('Det ni har skrivit finns kvar');
  await press(lund, /^\s*Avbryt/, 'Tacka nej till inbjudan');
  expect(await focused(lund)).toContain('Tacka nej till inbjudan');
  await lund.context().close();
});

test('offering a material: opened, cancelled, opened again, and nothing typed is lost unasked', async () => {
  const provider = await site.as('materialgivare@myndighet.example');
  const asked: string[] = [];
  let leave = false;
  provider.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (leave ? dialog.accept() : dialog.dismiss());
  });
  await open(provider, '/oversikt');
  await follow(provider, /^\s*Eget material/);
  await press(provider, /^\s*Föreslå material/, 'Var ska det visas?');
  await press(provider, /^\s*Avbryt/, 'Föreslå material');
  expect(await focused(provider)).toContain('Föreslå material');
  expect(asked).toEqual([]);
  await provider.keyboard.press('Enter');
  await type(provider, /\btitle\b/, 'Samtalskort');
  await tabTo(provider, /^\s*Avbryt/);
  await provider.keyboard.press('Enter');
  await tabTo(provider, /^\s*Översikt/, 'Shift+Tab');
  await provider.keyboard.press('Enter');
  await provider.evaluate('history.back()');
  await expect.poll(() => asked.length).toBe(3);
  // To one of the open pages: the browser asks, in words of its own.
  await tabTo(provider, /^\s*Se allt material/);
  await provider.keyboard.press('Enter');
  await expect.poll(() => asked.length).toBe(4);
  const question = 'Det du har skrivit är inte sparat och försvinner. Vill du fortsätta ändå?';
  expect(asked).toEqual([question, question, question, '']);
  expect(new URL(provider.url()).pathname).toBe('/egna-material');
  expect(await provider.getByLabel('Rubrik').inputValue()).toBe('Samtalskort');
  leave = true;
  await follow(provider, /^\s*Avbryt/);
  await provider.getByLabel('Rubrik').waitFor({ state: 'detached' });
  await provider.context().close();
});

test('the public finds, chooses and reads by keyboard, without scripts', async () => {
  const anyone = await (await site.context({ javaScriptEnabled: false })).newPage();
  await anyone.goto('/skyltfonster');
  await anyone.keyboard.press('Tab');
  await anyone.keyboard.press('Enter');
  expect(anyone.url()).toContain('#main');
  for (let i = 0; i < 3; i++) await anyone.keyboard.press('Tab');
  await anyone.getByLabel('Sök bland exemplen').focus();
  await anyone.keyboard.type('barnens');
  await anyone.keyboard.press('Enter');
  await anyone.waitForURL(/sok=barnens/);
  expect(await anyone.locator('.cards > li').count()).toBeGreaterThan(0);
  await anyone.context().close();
});
