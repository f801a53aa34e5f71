import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

/** README, "Utdelade kriterier": a coordinator and a colleague, each at a computer. */
const table = `/sjalvskattning/1281-${YEAR}/utdelat`;
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
const coordinator = (path: string) => at('samordnare@lund.example', path);
const colleague = (path: string) => at('medarbetare@lund.example', path);
const rowOf = (page: Page, code: string) => page.getByRole('row', { name: new RegExp(`^${code} `) });

describe('the table of colleagues and criteria', () => {
  test('hands out one, a whole area and everything, and says what became of it', async () => {
    const page = await coordinator(table);
    await page.getByLabel('Alla kriterier i tabellen till Mikael Medarbetare').check();
    // 51 are asked; 8 are handed out already.
    await page.getByText(/^\s*43 kriterier till Mikael Medarbetare\./).waitFor();
    await page.getByRole('button', { name: 'Avmarkera alla' }).click();
    await page.getByLabel('Hela Agenda 2030 till Mikael Medarbetare').check();
    await page.getByLabel('AG-01 till Mikael Medarbetare').uncheck();
    const half = `document.querySelector('[aria-label="Hela Agenda 2030 till Mikael Medarbetare"]').indeterminate`;
    expect(await page.evaluate(half)).toBe(true);
    await page.getByLabel('AG-01 till Sara Samordnare').check();
    await page
      .getByText(
        /^\s*8 kriterier till (Mikael Medarbetare och Sara Samordnare|Sara Samordnare och Mikael Medarbetare)\./,
      )
      .waitFor();
    await page.getByLabel('Meddelande (frivilligt)').fill('Ni vet mest.');
    await page.getByRole('button', { name: 'Dela ut', exact: true }).click();
    await page.getByText(/^8 kriterier är utdelade till /).waitFor();
    expect(await page.evaluate('document.activeElement.className')).toContain('told');
    expect(await rowOf(page, 'AG-03').innerText()).toContain('Inte öppnat');
    // The demo sends no mail: a ready letter for the colleague, and none for oneself.
    expect(await page.getByRole('link', { name: /^Berätta det för .* i ditt mejlprogram$/ }).count()).toBe(1);
    const rows = await site.deps.db
      .selectFrom('handouts')
      .select(['code', 'message'])
      .where('assessment_id', '=', `1281-${YEAR}`)
      .where('code', 'like', 'AG-%')
      .orderBy('code')
      .execute();
    expect(rows.map(({ code }) => code)).toEqual([
      'AG-01',
      'AG-02',
      'AG-03',
      'AG-04',
      'AG-05',
      'AG-07',
      'AG-08',
      'AG-09',
    ]);
    expect(new Set(rows.map(({ message }) => message))).toEqual(new Set(['Ni vet mest.']));
    await page.context().close();
  });

  test('shows a decision-maker the same, with nothing to tick', async () => {
    const page = await at('beslut@lund.example', table);
    expect(await rowOf(page, 'UF-13').innerText()).toContain('Tillbaka med fråga');
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Godta/ }).count()).toBe(0);
    await page.context().close();
  });
});

test('an answer goes from the colleague to the coordinator, back with a question, and is accepted', async () => {
  const path = `/sjalvskattning/1281-${YEAR}/SL-12`;
  const theirs = await colleague(path);
  await theirs.getByRole('button', { name: 'Svaret är klart' }).click();
  await theirs.getByText('Välj en nivå först. Sedan kan du säga att svaret är klart.').waitFor();
  await theirs.getByRole('radio', { name: /^3 / }).check();
  await theirs.getByLabel('Motivering').fill('Planen antogs i våras.');
  // At once: what was just typed is sent before it is said to be done.
  await theirs.getByRole('button', { name: 'Svaret är klart' }).click();
  await theirs.getByText('Svaret är klart. Samordnaren ser det.').waitFor();
  expect(await theirs.locator('.ds-error-summary').count()).toBe(0);

  const page = await coordinator(table);
  expect(await rowOf(page, 'SL-12').innerText()).toContain('Klart');
  await page.goto(path);
  await drawn(page);
  expect(await page.getByLabel('Motivering').inputValue()).toBe('Planen antogs i våras.');
  await page.getByRole('button', { name: 'Fråga om svaret, utdelat till Mikael Medarbetare' }).click();
  await page.getByRole('button', { name: 'Skicka tillbaka med frågan' }).click();
  await page.getByRole('link', { name: 'Skriv vad du undrar.' }).waitFor();
  await page.getByText('Kommentarer (0)').click();
  await page.getByLabel('Vad undrar du?').fill('Av vem?');
  await page.getByRole('button', { name: 'Skicka tillbaka med frågan' }).click();
  await page.getByText('Frågan är skickad till Mikael Medarbetare och står bland kommentarerna.').waitFor();
  // The thread that was open shows it without a reload.
  await page.locator('.thread').getByText('Av vem?').waitFor();

  await theirs.goto('/oversikt');
  await drawn(theirs);
  await theirs.getByRole('listitem').filter({ hasText: 'SL-12' }).getByText('Tillbaka med fråga').first().waitFor();
  await theirs.goto(path);
  await drawn(theirs);
  await theirs.getByText('Samordnaren undrar något om ditt svar.').waitFor();
  await theirs.locator('.thread').getByText('Av vem?').waitFor();
  await theirs.getByLabel('Motivering').fill('Planen antogs av kommunfullmäktige i våras.');
  await theirs.getByRole('button', { name: 'Svaret är klart' }).click();
  await theirs.getByText('Svaret är klart. Samordnaren ser det.').waitFor();

  await page.goto(`${table}?hos=`);
  await drawn(page);
  // UF-14 was done before; SL-12 is now.
  await page.getByRole('button', { name: 'Godta 2 klara svar från Mikael Medarbetare' }).click();
  await page.getByText('2 svar från Mikael Medarbetare är godtagna.').waitFor();
  expect(await rowOf(page, 'SL-12').innerText()).toContain('Godtaget');
  await theirs.goto(path);
  await drawn(theirs);
  await theirs.getByText('Samordnaren har godtagit svaret.').waitFor();
  await theirs.context().close();
  await page.context().close();
});

test('a colleague says of everything answered that it is done, and that a criterion has been opened is seen', async () => {
  const theirs = await colleague(`/sjalvskattning/1281-${YEAR}/SL-16`);
  await theirs.getByRole('radio', { name: /^1 / }).check();
  await theirs.locator('.save-status[data-kind="saved"]').waitFor();
  await theirs.goto(`/sjalvskattning/1281-${YEAR}/SL-19`);
  await drawn(theirs);
  await theirs.getByRole('button', { name: 'Svaret är klart' }).waitFor();
  await theirs.goto('/oversikt');
  await drawn(theirs);
  await theirs.getByRole('listitem').filter({ hasText: 'SL-19' }).getByText('Öppnat', { exact: true }).waitFor();
  await theirs.getByRole('button', { name: /^\s*Säg att (ditt svar är klart|dina \d+ svar är klara)\s*$/ }).click();
  await theirs.getByRole('listitem').filter({ hasText: 'SL-16' }).getByText('Klart', { exact: true }).waitFor();
  expect(await theirs.getByRole('button', { name: /^\s*Säg att/ }).count()).toBe(0);
  await theirs.context().close();
});
