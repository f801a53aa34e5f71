import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, open, Site } from './site.ts';

/** README, "Kolada": beside the criterion and in the result, with where it comes from and what it does not say. */
let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
  await site.deps.db.deleteFrom('key_figure_values').where('key_figure', '!=', 'U01413').execute();
  await site.deps.db
    .updateTable('key_figure_values')
    .set({ total: '27.4', women: '25', men: null })
    .where('organisation_code', '=', '1281')
    .execute();
});
afterAll(() => site.stop());

const DOES_NOT_PROVE = 'De visar inte att nivån stämmer';

test('stand beside the criterion and in the result', async () => {
  const page = await site.as('samordnare@lund.example');
  await open(page, `/sjalvskattning/1281-${YEAR}/AG-04`);
  const beside = page.locator('mr-key-figures');
  await beside.getByRole('heading', { name: 'Nyckeltal ur Kolada' }).waitFor();
  const said = await beside.innerText();
  expect(said).toContain(`Invånare 16–84 år med avsaknad av tillit till andra, andel (%), ${YEAR - 1}: 27,4.`);
  expect(said).toMatch(/Median i gruppen Större stad, \d+ med uppgift: \d/);
  expect(said).toContain(DOES_NOT_PROVE);
  expect(said).toContain('Källa: Kolada. kolada.se. Medianen har vi räknat fram.');
  // Nothing where there is no figure.
  await open(page, `/sjalvskattning/1281-${YEAR}/SL-01`);
  await page.locator('mr-comment-thread summary').waitFor();
  expect(await page.getByText('Nyckeltal ur Kolada').count()).toBe(0);

  await page.goto(`/resultat/1281-${YEAR}`);
  await drawn(page);
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Nyckeltal ur Kolada' }) });
  const heads = await section.getByRole('columnheader').allInnerTexts();
  expect(heads).toEqual(['Nyckeltal', 'År', 'Ni', 'Kvinnor', 'Män', 'Gruppens median', 'Er nivå']);
  const cells = await section
    .getByRole('row', { name: /^Invånare 16–84/ })
    .locator('th, td')
    .allInnerTexts();
  expect(cells).toHaveLength(heads.length);
  expect(cells.slice(1, 5)).toEqual([String(YEAR - 1), '27,4', '25,0', '-\nuppgift saknas']);
  expect(cells[6]).toMatch(/^AG-04 /);
  const text = await section.innerText();
  for (const words of [DOES_NOT_PROVE, 'Källa: Kolada.', 'Medianen har vi räknat fram.', 'Uppgifterna lästes in'])
    expect(text).toContain(words);
  expect(site.errors).toEqual([]);
  await page.context().close();
});
