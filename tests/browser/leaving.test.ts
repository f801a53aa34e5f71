import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn as drawnPage, Site } from './site.ts';

/**
 * Nothing typed is lost, by any path: each kind of field × each way of leaving, at once after the last key and without
 * waiting for a save; then back, where it stands as it was typed, complete or not.
 */
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

const year = YEAR;
const SARA = 'samordnare@lund.example';
const assessment = `/sjalvskattning/1281-${year}`;

/** A criterion is drawn by the server first; typing begins when the application has taken over. */
async function drawn(page: Page): Promise<void> {
  await drawnPage(page);
  if (/\/[A-Z]{2}-\d{2}$/.test(new URL(page.url()).pathname))
    await page.locator('mr-criterion textarea').first().waitFor();
}

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly type: (page: Page, text: string) => Promise<void>;
  readonly shown: (page: Page) => Promise<string>;
  /** What of it is in the database once it has been sent; undefined where it is not complete enough to be. */
  readonly code?: string;
}

async function ensureRow(page: Page): Promise<void> {
  if ((await page.getByLabel('Diarienummer').count()) > 0) return;
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByLabel('Diarienummer').waitFor();
}

const KINDS: readonly Kind[] = [
  {
    name: 'the motivation',
    path: `${assessment}/AG-05`,
    code: 'AG-05',
    type: (page, text) => page.getByLabel('Motivering', { exact: true }).fill(text),
    shown: (page) => page.getByLabel('Motivering', { exact: true }).inputValue(),
  },
  {
    name: 'why a criterion is not applicable',
    path: `${assessment}/CS-11`,
    code: 'CS-11',
    type: async (page, text) => {
      await page.getByRole('radio', { name: /Ej aktuellt/ }).check();
      await page.getByLabel('Varför är kriteriet inte aktuellt hos er?').fill(text);
    },
    shown: (page) => page.getByLabel('Varför är kriteriet inte aktuellt hos er?').inputValue(),
  },
  {
    name: 'an evidence row without a title',
    path: `${assessment}/AG-04`,
    type: async (page, text) => {
      await ensureRow(page);
      await page.getByLabel('Diarienummer').fill(text);
    },
    shown: (page) => page.getByLabel('Diarienummer').inputValue(),
  },
  {
    name: 'half an indicator',
    path: `${assessment}/nyckeltal`,
    type: (page, text) => page.locator('input[id$="-numerator"]').last().fill(text),
    shown: (page) => page.locator('input[id$="-numerator"]').last().inputValue(),
  },
  {
    name: 'a wish for support',
    path: `${assessment}/forutsattningar`,
    code: 'ST-CS',
    type: (page, text) => page.locator('#ST-CS').fill(text),
    shown: (page) => page.locator('#ST-CS').inputValue(),
  },
];

const signIn = (page: Page) =>
  page.context().request.post('/demo/logga-in', { form: { email: SARA }, maxRedirects: 0 });

const WAYS: Readonly<Record<string, (page: Page) => Promise<Page>>> = {
  'by the menu': async (page) => {
    await page.locator('.top nav a[href="/underlag"]').click();
    await page.getByRole('heading', { level: 1, name: /Underlag/ }).waitFor();
    return page;
  },
  'by the browser’s button': async (page) => {
    await page.goBack();
    await drawn(page);
    return page;
  },
  'to an open page': async (page) => {
    await page.locator('.foot a[href="/sa-raknar-vi"]').first().click();
    await page.waitForURL('**/sa-raknar-vi');
    return page;
  },
  'by loading the page again': async (page) => {
    await page.reload();
    return page;
  },
  'by closing the page': async (page) => {
    const next = await page.context().newPage();
    await page.close();
    return next;
  },
  'by signing out': async (page) => {
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL((url) => url.pathname !== new URL(page.url()).pathname || url.pathname === '/');
    await signIn(page);
    return page;
  },
};

const storedText = async (code: string) =>
  (
    await site.deps.db
      .selectFrom('answers')
      .select('content')
      .where('assessment_id', '=', `1281-${year}`)
      .where('code', '=', code)
      .executeTakeFirst()
  )?.content ?? '';

describe.each(KINDS)('$name', ({ path, type, shown, code }) => {
  test('comes back however the page is left', async () => {
    let page = await site.as(SARA);
    let n = 100;
    for (const [way, leave] of Object.entries(WAYS)) {
      const text = String(++n);
      await page.goto('/oversikt');
      await drawn(page);
      await page.goto(path);
      await drawn(page);
      await type(page, text);
      page = await leave(page);
      await page.goto(path);
      await drawn(page);
      expect(await shown(page), way).toBe(text);
      if (code) await expect.poll(() => storedText(code), { message: way }).toContain(text);
    }
    await page.context().close();
  });
});

test('what is typed comes back though the browser’s storage had not taken it when the page was loaded again', async () => {
  const page = await site.as(SARA);
  await page.goto(`${assessment}/nyckeltal`);
  await drawn(page);
  // A disk that is slower than the person, until the page is loaded again.
  await page.evaluate("IDBObjectStore.prototype.put = () => { throw new Error('not yet'); }");
  await page.locator('input[id$="-numerator"]').last().fill('778');
  await page.reload();
  await drawn(page);
  expect(await page.locator('input[id$="-numerator"]').last().inputValue()).toBe('778');
  // From then on it is where all that has not been sent is, and nowhere else.
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
  await page.context().close();
});

test('a choice on conditions is stored however soon one leaves', async () => {
  const page = await site.as(SARA);
  await page.goto(`${assessment}/forutsattningar`);
  await drawn(page);
  const radio = page.locator('input[type="radio"][value="1"]').first();
  await radio.check();
  await page.goto('/sa-raknar-vi');
  await page.goto(`${assessment}/forutsattningar`);
  await drawn(page);
  expect(await page.locator('input[type="radio"][value="1"]').first().isChecked()).toBe(true);
  await page.context().close();
});

test('a colleague’s newer text on conditions is never written over by what was left in the browser', async () => {
  const page = await site.as(SARA);
  await page.goto(`${assessment}/forutsattningar`);
  await drawn(page);
  await page.context().setOffline(true);
  await page.locator('#ST-SL').fill('Saras gamla text');
  await page.getByText('Inte skickat ännu.').first().waitFor();
  await page.close();
  const colleague = await site.as(SARA);
  const saved = await colleague.context().request.put(`/api/v1/assessments/1281-${year}/items/ST-SL`, {
    headers: { 'if-match': `"${await revisionOf('ST-SL')}"` },
    data: { text: 'Kollegans nya text' },
  });
  expect(saved.status()).toBe(200);
  const later = await page.context().newPage();
  await later.context().setOffline(false);
  await later.goto(`${assessment}/forutsattningar`);
  await drawn(later);
  await later.getByText('Någon annan har sparat:').waitFor();
  expect(await later.locator('#ST-SL').inputValue()).toBe('Saras gamla text');
  expect(await storedText('ST-SL')).toContain('Kollegans nya text');
  await later.getByRole('button', { name: 'Behåll det andra' }).click();
  expect(await later.locator('#ST-SL').inputValue()).toBe('Kollegans nya text');
  await later.context().close();
  await colleague.context().close();
});

async function revisionOf(code: string): Promise<number> {
  const row = await site.deps.db
    .selectFrom('answers')
    .select('revision')
    .where('assessment_id', '=', `1281-${year}`)
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

describe('a form that is sent by a button', () => {
  test.each([
    { path: '/atgarder', open: 'Lägg till åtgärd', field: 'Beskrivning' },
    { path: `${assessment}/AG-05`, open: /^Kommentarer/, field: 'Skriv till dina kollegor' },
  ])('asks before what is written in it at $path is left', async ({ path, open, field }) => {
    const page = await site.as(SARA);
    await page.goto(path);
    await drawn(page);
    await page.getByText(open).first().click();
    const box = page.getByLabel(field);
    await box.fill('Inte skickat');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.locator('.top nav a[href="/underlag"]').click();
    expect(asked).toEqual(['confirm']);
    expect(await box.inputValue()).toBe('Inte skickat');
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['confirm', 'beforeunload']);
    expect(await box.inputValue()).toBe('Inte skickat');
    await page.context().close();
  });
});
