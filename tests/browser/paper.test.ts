import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const year = YEAR;
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

describe('on paper, also from a dark screen', () => {
  test.each([
    `/resultat/1281-${year - 1}`,
    `/jamfor?ar=${year - 1}`,
    `/sjalvskattning/1281-${year - 1}`,
    `/sjalvskattning/1281-${year - 1}/beslut`,
  ])('everything on %s can be read on white', async (path) => {
    const page = await site.as('samordnare@lund.example', { colorScheme: 'dark' });
    await page.goto(path);
    await drawn(page);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.evaluate(axe);
    const faint = await page.evaluate(
      `axe.run(document, { runOnly: ['color-contrast'] }).then((r) => r.violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 120))))`,
    );
    expect(faint).toEqual([]);
    await page.context().close();
  });

  test('what is called one page is one', async () => {
    const page = await site.as('samordnare@lund.example');
    for (const shown of [year, year - 1]) {
      await page.goto(`/resultat/1281-${shown}/sida`);
      await drawn(page);
      const pages = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g);
      expect(pages).toHaveLength(1);
    }
    await page.context().close();
  });

  test('a long table begins where it stands, and leaves no page empty before it', async () => {
    const page = await site.as('samordnare@lund.example');
    await page.goto('/underlag');
    await drawn(page);
    const rows = await page.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(40);
    const printed = await getDocument({ data: new Uint8Array(await page.pdf()), verbosity: 0 }).promise;
    const { items } = await (await printed.getPage(1)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    expect(text).toContain('Diarienummer');
    expect(printed.numPages).toBeLessThan(rows / 8);
    await page.context().close();
  });

  test('what carries meaning by its colour is printed without the browser being asked to print backgrounds', async () => {
    const page = await site.as('samordnare@lund.example');
    await page.goto(`/resultat/1281-${year - 1}`);
    await drawn(page);
    await page.emulateMedia({ media: 'print' });
    const kept = await page.evaluate(
      `[...document.querySelectorAll('.legend-key, .level-mark[data-level="4"]')].map((key) => getComputedStyle(key).printColorAdjust)`,
    );
    expect(new Set(kept as string[])).toEqual(new Set(['exact']));
    await page.context().close();
  });

  test('a result says whose decision it is and when it was printed', async () => {
    const page = await site.as('samordnare@lund.example');
    await page.goto(`/resultat/1281-${year - 1}`);
    await drawn(page);
    await page.emulateMedia({ media: 'print' });
    const head = await page.locator('.print-head').innerText();
    expect(head).toMatch(/Fastställd av \S.+ \d{1,2} \S+ \d{4}, § \d+, dnr .+\.$/m);
    expect(head).toMatch(/Utskrivet \d{1,2} \S+ \d{4}\./);
    await page.context().close();
  });
});

test('a chart in a page that the browser has translated says what is drawn, not what was', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto(`/resultat/1281-${year - 1}`);
  await drawn(page);
  // What a translating browser does: each text node is put in another element, and its text is changed.
  await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.querySelector('figure.chart'), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
      const font = document.createElement('font');
      font.textContent = 'translated: ' + text.data;
      text.replaceWith(font);
    }
  })()`);
  const chart = page.locator('figure.chart').first();
  expect(await chart.innerText()).toContain('translated: ');
  await page.getByRole('button', { name: 'Uppdrag', exact: true }).click();
  await page.getByRole('img', { name: 'Index 0–100 per uppdrag' }).waitFor();
  await chart.getByRole('button').click();
  const told = await chart.innerText();
  expect(told).not.toContain('translated: ');
  expect(told).toContain('Index 0–100 per uppdrag');
  await page.context().close();
});
