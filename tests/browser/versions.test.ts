import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

let site: Site;
const year = YEAR;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('a coordinator puts back what an answer said before, and can undo that', async () => {
  const page = await site.as('samordnare@lund.example');
  const version = await site.deps.db.selectFrom('answer_versions').select('code').executeTakeFirstOrThrow();
  await page.goto(`/sjalvskattning/1281-${year}/${version.code}`);
  await drawn(page);
  const field = page.getByLabel('Motivering');
  const before = await field.inputValue();
  // What is typed and not yet sent is sent first.
  await field.fill(`${before} Och lite till.`);
  await page.getByText('Tidigare versioner').click();
  await page
    .getByRole('button', { name: /^Återställ versionen från/ })
    .last()
    .click();
  await page.getByText('Den tidigare versionen är återställd.').waitFor();
  expect(await page.evaluate('document.activeElement.className')).toContain('news');
  expect(await field.inputValue()).toMatch(/^Vi har börjat/);
  await page.locator('mr-answer-versions li').first().getByText('Och lite till.').waitFor();
  await page
    .getByRole('button', { name: /^Återställ versionen från/ })
    .first()
    .click();
  await expect.poll(() => field.inputValue()).toBe(`${before} Och lite till.`);
  await page.context().close();
  expect(site.errors).toEqual([]);
});
