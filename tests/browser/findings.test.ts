import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessmentById } from '../../server/access/requester.ts';
import { findingsFor } from '../../server/findings/findings.ts';
import { YEAR } from './calendar.ts';
import { drawn, Site } from './site.ts';

let site: Site;
const year = YEAR;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

test('few false alarms: in the demo’s invented assessments there is about one question each, and none in most', async () => {
  const ids = await site.deps.db.selectFrom('assessments').select('id').where('catalogue', '=', '2.0').execute();
  const counts: number[] = [];
  for (const { id } of ids) {
    const loaded = await assessmentById(site.deps.db, id);
    if (loaded) counts.push((await findingsFor(site.deps, loaded)).length);
  }
  expect(counts.length).toBeGreaterThan(50);
  expect(counts.reduce((sum, n) => sum + n, 0) / counts.length).toBeLessThan(2);
  expect(counts.filter((n) => n === 0).length / counts.length).toBeGreaterThan(0.5);
});

test('the coordinator is asked before locking, says that it is right all the same, and may change her mind', async () => {
  const page = await site.as('samordnare@lund.example');
  const id = `1281-${year}`;
  // Everything is confirmed, and one answer on level 4 has nothing to show.
  await site.deps.db.updateTable('answers').set({ to_confirm: 0 }).where('assessment_id', '=', id).execute();
  await site.deps.db
    .updateTable('answers')
    .set({ level: 4, content: JSON.stringify({ reason: '', motivation: 'Klart.', evidence: [] }) })
    .where('assessment_id', '=', id)
    .where('code', '=', 'SL-02')
    .execute();
  await page.goto(`/sjalvskattning/${id}/beslut`);
  await drawn(page);
  const finding = page.locator('.findings li', { hasText: 'SL-02 är på nivå 4 men saknar underlag.' });
  await finding.waitFor();
  await page.getByRole('button', { name: 'Lås och gör klar för beslut' }).click();
  await page.getByText(/inte sedd över|inte sedda över/).waitFor();
  await page.getByRole('button', { name: 'Nej, vänta' }).click();
  await finding.getByRole('button', { name: /^Stämmer ändå/ }).click();
  await finding.getByText('Stämmer ändå, enligt Sara Samordnare').waitFor();
  await page.reload();
  await finding.getByText('Stämmer ändå, enligt Sara Samordnare').waitFor();
  await finding.getByRole('button', { name: /^Ångra/ }).click();
  await finding.getByRole('button', { name: /^Stämmer ändå/ }).waitFor();
  await page.context().close();
  expect(site.errors).toEqual([]);
});
