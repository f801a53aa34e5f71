import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { PERMISSIONS } from '../../server/access/permissions.ts';
import { openAssessments } from '../../server/open/assessments.ts';
import { DEMO_ACCOUNTS } from '../../server/demo/accounts.ts';
import { drawn, Site, until } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site: Site;

interface Address {
  readonly path: string;
  /** The demo account that opens it; null for everyone. */
  readonly email: string | null;
}

let addresses: readonly Address[] = [];
const year = new Date().getFullYear();

/** Every page that the route table declares, public or not, with a role that may open it. A new page is in here by itself. */
async function allPages(): Promise<readonly Address[]> {
  const app = await buildApp(site.deps);
  await app.ready();
  const [example, waiting] = await Promise.all([
    site.deps.db
      .selectFrom('examples')
      .select('id')
      .where('organisation_code', '=', '1281')
      .where('stage', '=', 'invited')
      .executeTakeFirstOrThrow(),
    site.deps.db.selectFrom('examples').select('id').where('stage', '=', 'consented').executeTakeFirstOrThrow(),
  ]);
  const shown = await site.deps.db
    .selectFrom('examples')
    .select('slug')
    .where('shown', 'like', '%"alt"%')
    .executeTakeFirstOrThrow();
  const [open] = await openAssessments(site.deps);
  const fill = (url: string) =>
    url
      .replace('/natverket/skyltfonster/:exampleId', `/natverket/skyltfonster/${waiting.id}`)
      .replace(':exampleId', example.id)
      .replace(':slug', shown.slug)
      .replace('/oppet/:code', `/oppet/${open?.code ?? ''}`)
      .replace(/^(\/oppet\/\d+)\/:year/, `$1/${open?.year ?? ''}`)
      .replace('/medlemmar/:code/:year', `/medlemmar/1281/${year - 1}`)
      .replace(':id', `1281-${year}`)
      .replace(':version', '2.0')
      .replace(':code', 'SL-01')
      .replace(':year', String(year))
      .replace(':county', '20');
  const pages = app.declaredRoutes
    .filter(
      ({ method, url }) =>
        method === 'GET' &&
        !url.startsWith('/api') &&
        !url.startsWith('/assets') &&
        !/healthz|readyz|svg|:token|:file|pictureId|\.(xml|txt|ttl|rdf|json|jsonld|docx|pdf|tsv)$/.test(url),
    )
    .flatMap(({ url, access }): Address[] => {
      if (access === 'public') return [{ path: fill(url), email: null }];
      if (typeof access !== 'object' || !access.page) return [];
      const roles: readonly string[] = PERMISSIONS[access.permission];
      return DEMO_ACCOUNTS.filter(
        ({ role }, i) =>
          roles.includes(role) &&
          (access.permission === 'account.own' ||
            i === DEMO_ACCOUNTS.findIndex((account) => roles.includes(account.role) && account.role !== 'contributor')),
      ).map(({ email }) => ({ path: fill(url), email }));
    });
  await app.close();
  return [
    ...pages,
    // States of a page that are a page of their own to whoever meets them.
    { path: `/sjalvskattning/1281-${year - 1}`, email: 'samordnare@lund.example' },
    { path: `/sjalvskattning/1281-${year - 1}/beslut`, email: 'samordnare@lund.example' },
    { path: `/sjalvskattning/1281-${year - 1}/SL-01`, email: 'beslut@lund.example' },
    { path: `/resultat/1281-${year - 1}`, email: 'beslut@lund.example' },
    { path: `/sjalvskattning/1281-${year}/SL-08`, email: 'samordnare@lund.example' },
    { path: `/sjalvskattning/1281-${year}/SL-09`, email: 'medarbetare@lund.example' },
    { path: `/sjalvskattning/1281-${year - 1}/skicka`, email: 'samordnare@lund.example' },
    { path: `/jamfor?ar=${year}&grupp=lan-12&visa=tema`, email: 'samordnare@lund.example' },
    { path: `/jamfor?ar=${year - 1}&grupp=storlek-3&visa=globala-malen`, email: 'beslut@lund.example' },
    { path: '/atgarder?kriterium=AG-02', email: 'samordnare@lund.example' },
    { path: `/natverket/fordelning?ar=${year - 1}`, email: 'natverk@skl.example' },
    { path: `/medlemmar/1281/${year - 1}`, email: 'natverk@skl.example' },
    { path: '/kriterierna/2.0?visa=globala-malen', email: null },
    { path: '/skyltfonster?sok=barnen&lik=finns-inte', email: null },
    { path: '/skyltfonster?storlek=2&lik=Lund', email: null },
    { path: '/material?sok=xyzzy&slag=course', email: null },
    { path: `/natverket/utmarker-sig?ar=${year - 1}`, email: 'natverk@skl.example' },
    { path: '/finns-inte', email: null },
  ];
}

beforeAll(async () => {
  site = await Site.start({ demo: true });
  addresses = await allPages();
});
afterAll(() => site.stop());

interface Violation {
  readonly id: string;
  readonly nodes: { readonly html: string; readonly failureSummary?: string }[];
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function problemsOn(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { preload: false, resultTypes: ['violations'], runOnly: ${JSON.stringify(rules)} }).then((r) => r.violations)`,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 2)
        .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.slice(0, 200) ?? ''}`)
        .join(' | ')}`,
  );
}

/**
 * Columns where a head stands otherwise than its cells, or where only numbers stand otherwise than to the end. A matrix
 * whose cells are all one kind (`.heat`) may centre them; years that are links are names.
 */
const MISALIGNED = `[...document.querySelectorAll('table')].flatMap((table) => {
  const rows = [...table.rows];
  const [head] = rows;
  return [...(head?.cells ?? [])].flatMap((top, column) => {
    const cells = rows.slice(1).map((row) => row.cells[column]).filter(Boolean);
    const sides = new Set([top, ...cells].map((cell) => getComputedStyle(cell).textAlign));
    const texts = cells.filter((cell) => !cell.querySelector('a, button')).map((cell) => cell.textContent.trim());
    const numbers = column > 0 && texts.some((text) => /\\d/.test(text)) && texts.every((text) => /^[\\d\\s,.±+−–%-]*$/.test(text));
    const end = [...sides].every((side) => ['end', 'right'].includes(side));
    const wrong = sides.size > 1 || (numbers && !end && !table.matches('.heat'));
    return wrong ? ['column "' + top.textContent.trim() + '" stands ' + [...sides].join(' and ')] : [];
  });
})`;

async function open(page: Page, { path, email }: Address): Promise<void> {
  await page.goto(path);
  if (email !== null) await drawn(page);
}

/** Nothing but colours differs in the dark, and they are the same at every width: they are looked at once more, at 1280. */
describe.each([1280, 320])('every page at %i px', (width) => {
  test('has no fault that axe finds, does not scroll sideways, has one heading, and numbers under their heads', async () => {
    const found: string[] = [];
    for (const email of [null, ...DEMO_ACCOUNTS.map((account) => account.email)]) {
      const options = { colorScheme: 'light', viewport: { width, height: 800 }, reducedMotion: 'reduce' } as const;
      const page = email === null ? await (await site.context(options)).newPage() : await site.as(email, options);
      for (const address of addresses.filter((each) => each.email === email)) {
        await open(page, address);
        const overflow = Number(
          await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
        );
        if (overflow > 0) found.push(`${address.path}: ${overflow} px too wide`);
        const headings = await page.locator('h1').count();
        if (headings !== 1) found.push(`${address.path}: ${headings} h1`);
        for (const problem of await page.evaluate<string[]>(MISALIGNED)) found.push(`${address.path}: ${problem}`);
        for (const problem of await problemsOn(page)) found.push(`${address.path}: ${problem}`);
        if (width < 1280) continue;
        await page.emulateMedia({ colorScheme: 'dark' });
        for (const problem of await problemsOn(page, ['color-contrast']))
          found.push(`${address.path} in dark: ${problem}`);
        await page.emulateMedia({ colorScheme: 'light' });
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
    // A hundred pages, one after another, on a machine that may be doing other things.
  }, 600_000);
});

test('there are pages of every kind in the list', () => {
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
