import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

let site: Site;
const year = YEAR;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('a document is entered once, picked in an answer, and changed in both at once', async () => {
  const page = await site.as('samordnare@lund.example');
  await page.goto('/underlag');
  await drawn(page);
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByLabel('Gäller till').fill(`${year + 2}-12-31`);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.locator('.ds-error-summary').waitFor();
  await page.getByLabel('Rubrik', { exact: true }).fill('Plan för samråd');
  await page.getByLabel('Finns hos', { exact: true }).fill('Kansliet');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  const row = page.getByRole('row', { name: /Plan för samråd/ });
  await row.getByText('inget svar').waitFor();

  await page.goto(`/sjalvskattning/1281-${year}/SL-02`);
  await drawn(page);
  await page.getByText('Välj bland tidigare underlag').click();
  await page.getByLabel('Sök bland tidigare').fill('plan samråd');
  await page.getByRole('button', { name: 'Plan för samråd' }).click();
  await expect.poll(() => page.getByLabel('Rubrik').last().inputValue()).toBe('Plan för samråd');
  // What has been picked is no longer offered.
  await page.getByText('Inga träffar. Lägg till underlaget nedanför.').waitFor();
  await expect.poll(async () => (await stored()).includes('Plan för samråd')).toBe(true);

  await page.goto('/underlag');
  await row.getByRole('link', { name: 'SL-02' }).waitFor();
  await row.getByRole('button', { name: /^Ändra/ }).click();
  await page.getByLabel('Diarienummer', { exact: true }).fill('KS 77');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByText('också i 1 svar i årets utkast').waitFor();
  expect(await stored()).toContain('KS 77');
  await page.context().close();
  expect(site.errors).toEqual([]);
});

const stored = async () =>
  (
    await site.deps.db
      .selectFrom('answers')
      .select('content')
      .where('assessment_id', '=', `1281-${year}`)
      .where('code', '=', 'SL-02')
      .executeTakeFirstOrThrow()
  ).content;
