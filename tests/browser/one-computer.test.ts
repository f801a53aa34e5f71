import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { Site } from './site.ts';

/**
 * Two people share a computer: everything that the first has looked at is in the browser when the second signs in. The
 * second meets on every private address just what a browser that has seen nothing meets.
 */
let site: Site;
beforeAll(async () => {
  // Every address is read to its end, which a stream has not.
  site = await Site.start({ demo: true, settings: { liveSeconds: 0 } });
});
afterAll(() => site.stop());

const year = YEAR;
const SARA = 'samordnare@lund.example';
const MIKAEL = 'medarbetare@lund.example';
const DECIDER = 'beslut@lund.example';

const QUERIES: Readonly<Record<string, string>> = {
  '/carry-over': `?basedOn=1281-${year - 1}&catalogue=2.0`,
  '/learning': `?year=${year}&criterion=SL-01`,
  '/standing': `?year=${year}`,
};

function addresses(): string[] {
  return site.routes
    .filter(({ method, access }) => method === 'GET' && access !== 'public')
    .map(({ url }) => {
      const criterion = url.includes('/answers/') || url.includes('/sjalvskattning/');
      const query = Object.entries(QUERIES).find(([end]) => url.endsWith(end))?.[1] ?? '';
      return `${url
        .replace(':id', `1281-${year}`)
        .replace(':code', criterion ? 'SL-09' : '1281')
        .replace(':year', String(year))
        .replace(/:\w+/g, '20')}${query}`;
    });
}

/** Files that hold the time they were made, and the log, which grows as somebody asks: only that no browser keeps them. */
const FILE = /\.(docx|pdf|xlsx|ics)$|personal-data\.json$|\/events(\.csv)?$/;

/** What each address answers in this browser: fetched by its own page, so that its cache takes part. */
async function answers(page: Page, urls: readonly string[]): Promise<Record<string, string>> {
  const script = `Promise.all(${JSON.stringify(urls)}.map((url) =>
    fetch(url, { redirect: 'manual', headers: { accept: url.startsWith('/api/') ? 'application/json' : 'text/html' } })
      .then(async (answer) => [url, answer.status + ' ' + (${FILE}.test(url) ? answer.headers.get('cache-control') : await answer.text())])))`;
  const rows: [string, string][] = await page.evaluate(script);
  // The number of the call is in every refusal, and differs.
  return Object.fromEntries(rows.map(([url, text]) => [url, text.replaceAll(/req-[0-9a-z]+/g, 'req')]));
}

const signIn = (page: Page, email: string) =>
  page.context().request.post('/demo/logga-in', { form: { email }, maxRedirects: 0 });

test.each([
  [SARA, MIKAEL],
  [MIKAEL, SARA],
  [SARA, DECIDER],
])('after %s, %s meets only what is their own', async (first, second) => {
  const urls = addresses();
  expect(urls.length).toBeGreaterThan(50);
  const shared = await site.as(first);
  await shared.goto('/om');
  const seen = await answers(shared, urls);
  expect(seen[`/api/v1/assessments/1281-${year}`]).toMatch(/^200/);
  await signIn(shared, second);
  const fresh = await site.as(second);
  await fresh.goto('/om');
  const expected = await answers(fresh, urls);
  const met = await answers(shared, urls);
  for (const url of urls) {
    // Where one is signed in differs by browser.
    if (url !== '/api/v1/account/sessions') expect(met[url], url).toBe(expected[url]);
  }
  await shared.context().close();
  await fresh.context().close();
});

test('a page that one has left open neither reads nor writes once the other has signed in', async () => {
  const page = await site.as(SARA);
  await page.goto(`/sjalvskattning/1281-${year}/SL-09`);
  const text = page.locator('mr-criterion textarea').first();
  await text.waitFor();
  await signIn(page, MIKAEL);
  await text.fill('Saras text, skriven när Mikael är inloggad');
  await page.getByText('Du har blivit utloggad.').waitFor();
  const row = await site.deps.db
    .selectFrom('answers')
    .select('content')
    .where('assessment_id', '=', `1281-${year}`)
    .where('code', '=', 'SL-09')
    .executeTakeFirst();
  expect(row?.content ?? '').not.toContain('Saras text');
  await page.context().close();
});
