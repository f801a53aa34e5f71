import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { allPages } from './all-pages.ts';
import { problemsOn } from './axe.ts';
import { drawn, Site, until } from './site.ts';

let site: Site;
const year = YEAR;

beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('there are pages of every kind in the list', async () => {
  const addresses = await allPages(site);
  expect(addresses.filter(({ email }) => email === null).length).toBeGreaterThan(8);
  expect(addresses.filter(({ email }) => email !== null).length).toBeGreaterThan(15);
});

test('each chart says itself in a sentence first, and shows the same figures as a table', async () => {
  for (const [email, path] of [
    ['samordnare@lund.example', '/jamfor'],
    ['samordnare@lund.example', `/jamfor/SL-01?ar=${year - 1}&grupp=kommuner`],
    ['natverk@skl.example', '/natverket/fordelning'],
    ['lansstyrelsen@dalarna.example', '/lan/20'],
    ['lansstyrelsen@dalarna.example', '/lan'],
  ] as const) {
    const page = await site.as(email);
    await page.goto(path);
    await drawn(page);
    const charts = page.locator('figure.chart');
    const n = await charts.count();
    expect(n, path).toBeGreaterThan(0);
    for (let i = 0; i < n; i++) {
      const chart = charts.nth(i);
      expect((await chart.locator('.chart-summary').innerText()).length, path).toBeGreaterThan(20);
      await chart.getByRole('button', { name: 'Visa som tabell' }).click();
      expect(await chart.getByRole('table').locator('tbody tr').count(), path).toBeGreaterThan(1);
      expect(await problemsOn(page), path).toEqual([]);
    }
    await page.context().close();
  }
});

test('on navigation, focus goes to the new page’s heading and the window’s title changes', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto('/oversikt');
  await drawn(page);
  for (const [link, heading] of [
    ['Självskattning', `Självskattning ${year}`],
    ['Resultat', `Resultat ${year}`],
    ['Underlag', 'Underlag'],
    ['Kollegor', 'Kollegor'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await until(page, 'document.activeElement.tagName === "H1"');
    expect(await page.evaluate('document.activeElement.textContent')).toContain(heading);
    expect(await page.title()).toContain(heading.split(' ')[0]);
  }
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Underlag' }).waitFor();
  await page.context().close();
});

test('a refused form shows an error summary that has focus, and each line leads to its field', async () => {
  const page = await site.as('samordnare@lund.example');
  const refused = async (path: string, button: string, prepare?: () => Promise<void>) => {
    await page.goto(path);
    await drawn(page);
    await prepare?.();
    await page.getByRole('button', { name: button, exact: true }).last().click();
    await expect
      .poll(() => page.evaluate('document.activeElement.className'), { timeout: 20_000, message: path })
      .toContain('ds-error-summary');
    const link = page.locator('.ds-error-summary a').first();
    const target = ((await link.getAttribute('href')) ?? '').slice(1);
    await link.click();
    return { focused: await page.evaluate('document.activeElement.id'), target };
  };
  for (const result of [
    await refused('/delta', 'Skapa inbjudan'),
    await refused('/konto', 'Byt lösenord'),
    await refused('/atgarder', 'Spara', async () => {
      await page.getByRole('button', { name: 'Lägg till åtgärd' }).click();
    }),
    await refused(`/sjalvskattning/1281-${year}`, 'Dela ut', async () => {
      await page.getByRole('checkbox', { name: /SL-01/ }).check();
    }),
    await refused('/sjalvskattning/ny', 'Starta', async () => {
      await page.getByLabel('Vilket år ska den beskriva?').fill('1999');
    }),
    await refused(`/sjalvskattning/1281-${year}/UF-03`, 'Nästa kriterium', async () => {
      await page.getByRole('button', { name: 'Lägg till underlag' }).click();
      await page.getByLabel('Diarienummer').last().fill('KS 1');
    }),
  ])
    expect(result.focused).toBe(result.target);
  await page.context().close();
});

test('what was asked for before a form was refused, and answers after, does not take the refusal away', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.route(/\/carry-over\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto('/sjalvskattning/ny');
  await drawn(page);
  await page.getByLabel('Vilket år ska den beskriva?').fill('1999');
  const late = page.waitForResponse(/\/carry-over\?/);
  await page.getByText('Välj en annan version av kriterierna').click();
  await page.getByLabel('Version', { exact: true }).selectOption('1.0');
  await page.getByRole('button', { name: 'Starta', exact: true }).click();
  await page.locator('.ds-error-summary').waitFor();
  await late;
  await page.waitForTimeout(300);
  expect(await page.evaluate('document.activeElement.className')).toContain('ds-error-summary');
  await page.context().close();
});

test('no page complained in the console', () => {
  expect(site.errors).toEqual([]);
});
