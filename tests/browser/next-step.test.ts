import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site, until } from './site.ts';

/** What each person meets first, and how few steps it takes from there. */
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

const year = YEAR;
const list = `/sjalvskattning/1281-${year}`;

async function at(email: string, path: string, options = {}): Promise<Page> {
  const page = await site.as(email, options);
  await page.goto(path);
  await drawn(page);
  return page;
}

describe('Översikt', () => {
  test('has six steps with the next one marked, the last day, SKL’s words and what colleagues have', async () => {
    const page = await at('samordnare@lund.example', '/oversikt');
    const steps = page.locator('.steps > li');
    expect(await steps.locator('a').allInnerTexts()).toEqual([
      'Starta',
      'Dela ut',
      'Svara',
      'Lås',
      'Beslut',
      'Skicka in',
    ]);
    expect(await page.locator('[aria-current="step"]').innerText()).toMatch(/^Svara\s+\d+ av 51$/);
    const main = await page.locator('main').innerText();
    expect(main).toMatch(/Omgången är öppen till och med 15 december \d{4}: \d+ dagar kvar\.|Omgången stäng/);
    expect(main).toContain('Välkomna till omgången');
    expect(main).toMatch(
      /Mikael Medarbetare\s+6 av 8 väntar på svar, (senast|skulle vara klart) 11 december \d{4}\. 1 att läsa/,
    );
    await page.context().close();
  });

  test('leads to the next criterion without an answer in one step', async () => {
    const page = await at('samordnare@lund.example', '/oversikt');
    await page.getByRole('link', { name: /^Fortsätt med/ }).click();
    await page.locator('mr-criterion textarea').first().waitFor();
    expect(await page.locator('mr-criterion').innerText()).toContain('Svaret kommer från');
    await page.context().close();
  });

  test('tells a colleague who sent it and why, and shows the order of the pager', async () => {
    const page = await at('medarbetare@lund.example', '/oversikt');
    const main = await page.locator('main').innerText();
    expect(main).toContain('Från Sara Samordnare');
    expect(main).toContain('Hör av dig om något är oklart.');
    const codes = await page.locator('.task-list').first().locator('.code').allInnerTexts();
    await page.getByRole('link', { name: /^Svara på SL-09/ }).click();
    for (const code of codes) {
      await page.locator('.eyebrow', { hasText: code }).waitFor();
      await page.getByRole('button', { name: /Nästa kriterium|Klart, till listan/ }).click();
    }
    await page.waitForURL('**/oversikt');
    await page.context().close();
  });

  test('shows SKL what waits, each with where it is done', async () => {
    const page = await at('natverk@skl.example', '/oversikt');
    const targets = await page.evaluate(`[...document.querySelectorAll('main .panel a')].map((link) => link.pathname)`);
    expect(targets).toEqual([`/omgangar/${year}`, '/natverket/skyltfonster', '/natverket/material', '/synpunkter']);
    await page.context().close();
  });

  test('tells whoever offers material what is to be changed before it can be shown', async () => {
    const page = await at('materialgivare@myndighet.example', '/oversikt');
    await page
      .getByRole('link', { name: 'Behöver ändras innan det kan visas: Grundkurs i tillgänglig information' })
      .click();
    await page.getByRole('heading', { name: 'Eget material' }).waitFor();
    await page.context().close();
  });
});

describe('the list', () => {
  test('confirms what came along with its level from last year with one click each', async () => {
    const page = await at('samordnare@lund.example', list);
    let clicks = 0;
    const click = async (name: RegExp) => {
      clicks += 1;
      await page.getByRole('button', { name }).first().click();
    };
    await click(/^Att bekräfta/);
    const buttons = page.getByRole('button', { name: /^Bekräfta nivå \d, / });
    const carried = await buttons.count();
    expect(carried).toBeGreaterThan(10);
    for (let left = carried; left > 0; left -= 1) {
      await click(/^Bekräfta nivå \d, /);
      await until(page, `document.querySelectorAll('button[aria-label^="Bekräfta "]').length === ${left - 1}`);
    }
    // Seventeen would take eighteen.
    expect(clicks).toBe(carried + 1);
    const stored = await site.deps.db
      .selectFrom('answers')
      .select(['code', 'level', 'revision'])
      .where('assessment_id', '=', `1281-${year}`)
      .where('to_confirm', '=', 0)
      .where('code', '=', 'SL-04')
      .executeTakeFirst();
    expect(stored).toMatchObject({ level: 1, revision: 2 });
    await page.context().close();
  });

  test('finds criteria by words, and shows what one colleague has', async () => {
    const page = await at('samordnare@lund.example', list);
    await page.getByLabel('Sök bland kriterierna').fill('visselblås');
    expect(await page.locator('.task-list li').count()).toBe(1);
    await page.getByLabel('Sök bland kriterierna').fill('');
    await page.getByLabel('Utdelade till').selectOption({ label: 'Mikael Medarbetare' });
    expect(await page.locator('.task-list li').count()).toBe(8);
    await page.context().close();
  });

  test('hands out a whole area from the top of the page', async () => {
    const page = await at('samordnare@lund.example', list);
    await page.getByText('Dela ut till kollegor').click();
    await page.getByRole('button', { name: 'Välj alla i listan (51)' }).click();
    await page.getByText(/^\s*51 valda: SL-01/).waitFor();
    await page.getByRole('button', { name: 'Avmarkera alla' }).click();
    await page.getByRole('button', { name: /^Välj Agenda 2030/ }).click();
    await page.getByLabel('Vem ska svara?').selectOption({ label: 'Mikael Medarbetare' });
    await page.getByRole('button', { name: 'Dela ut', exact: true }).click();
    await page.getByText('8 kriterier är utdelade.').waitFor();
    // The demo sends no mail: the coordinator's own mail program is handed what a mail would have said.
    const mail = new URL(
      (await page.getByRole('link', { name: 'Berätta det i ditt mejlprogram' }).getAttribute('href')) ?? '',
    );
    expect(decodeURIComponent(mail.pathname)).toBe('medarbetare@lund.example');
    expect(mail.searchParams.get('body')).toMatch(/^Hej Mikael Medarbetare!\r\n[\s\S]*- AG-01 [\s\S]*\/oversikt$/);
    const theirs = await at('medarbetare@lund.example', '/oversikt');
    expect(await theirs.locator('.task-list').first().locator('li').count()).toBe(16);
    await theirs.context().close();
    await page.context().close();
  });
});

test('SKL reminds those who have not sent from its own mail program, each as a hidden copy', async () => {
  const page = await at('natverk@skl.example', `/omgangar/${year}`);
  await page.getByRole('button', { name: /^Att påminna/ }).click();
  const mail = new URL(
    (await page.getByRole('link', { name: 'Påminn i ditt mejlprogram' }).getAttribute('href')) ?? '',
  );
  expect(mail.pathname).toBe('');
  expect(mail.searchParams.get('bcc')?.split(',')).toContain('samordnare@lund.example');
  expect(mail.searchParams.get('body')).toContain('till och med den 15 december');
  await page.context().close();
});

test('a colleague who cannot answer hands it back, and the coordinator meets why', async () => {
  const page = await at('medarbetare@lund.example', `${list}/SL-20`);
  await page.getByText('Kan du inte svara?').click();
  await page.getByRole('button', { name: 'Lämna tillbaka' }).click();
  await page.getByText('Skriv varför, eller vem som vet.').first().waitFor();
  await page.getByLabel('Varför, och vem kan i stället?').fill('Fråga dataskyddsombudet.');
  await page.getByRole('button', { name: 'Lämna tillbaka' }).click();
  await page.waitForURL('**/oversikt');
  await page.context().close();
  const sara = await at('samordnare@lund.example', '/oversikt');
  await sara.getByRole('link', { name: /^SL-20/ }).click();
  await sara.getByText('Kan inte svara: Fråga dataskyddsombudet.').waitFor();
  await sara.context().close();
});

test('the menu is one row, and on a phone a button that works without script', async () => {
  for (const email of ['samordnare@lund.example', 'natverk@skl.example']) {
    const wide = await at(email, '/oversikt', { viewport: { width: 1280, height: 800 } });
    const tops = await wide.evaluate(
      `[...new Set([...document.querySelectorAll('#menu a')].map((link) => Math.round(link.getBoundingClientRect().top)))]`,
    );
    expect(tops, email).toHaveLength(1);
    await wide.context().close();
  }
  const phone = await (
    await site.context({ viewport: { width: 320, height: 700 }, javaScriptEnabled: false })
  ).newPage();
  await phone.goto('/om');
  const link = phone.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Så räknar vi' });
  expect(await link.isVisible()).toBe(false);
  await phone.getByRole('button', { name: 'Meny' }).click();
  await link.click();
  await phone.waitForURL('**/sa-raknar-vi');
  await phone.context().close();
});

test('in a group where nothing can be compared, Jämför shows the wider one by its name, and never says it is the group’s', async () => {
  const page = await at('samordnare@lund.example', `/jamfor?ar=${year}&grupp=lan-09`);
  const main = await page.locator('main').innerText();
  expect(main).toContain(
    'Visar Alla kommuner i nätverket i stället, eftersom gruppens egen siffra inte kan visas för alla.',
  );
  expect(main).not.toMatch(/gruppens median|median i gruppen/i);
  await page.getByText(/^Grupper som inte går att jämföra med ännu/).click();
  expect(
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Gotlands län: / })
      .innerText(),
  ).toBe('Gotlands län: minst 5 till behövs');
  // Those that can be chosen have something to show.
  const options = await page.getByLabel('Jämför med').locator('option').allInnerTexts();
  expect(options.length).toBeGreaterThan(3);
  expect(options.filter((text) => text.includes('Norrbottens'))).toEqual([]);
  await page.context().close();
});

test('in the group that is chosen, Jämför says whom to ask', async () => {
  const page = await at('samordnare@lund.example', `/jamfor?ar=${year - 1}&grupp=kommuner`);
  await page.getByText('Vem kan vi fråga? Medlemmar i gruppen som visar namn').click();
  const rows = page.locator('mr-group-contacts li');
  await rows.first().waitFor();
  expect(await rows.count()).toBeGreaterThan(10);
  expect(await rows.filter({ hasText: 'Lunds kommun' }).count()).toBe(0);
  await page.context().close();
});

test('an action from the next level begins with its text', async () => {
  const page = await at('samordnare@lund.example', `/jamfor/SL-01?ar=${year - 1}&grupp=kommuner`);
  const text = await page.locator('.panel', { hasText: 'Nästa steg: nivå 2' }).locator('p').first().innerText();
  await page.getByRole('link', { name: 'Gör till åtgärd' }).click();
  await page.locator('#description').waitFor();
  expect(await page.locator('#description').inputValue()).toBe(text);
  expect(await page.locator('#title').inputValue()).toMatch(/^Nå nivå 2: /);
  await page.context().close();
});
