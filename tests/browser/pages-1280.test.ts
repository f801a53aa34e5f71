import { afterAll, beforeAll, expect, test } from 'vitest';
import { Site } from './site.ts';
import { walk } from './walk.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.start({ demo: true });
});
afterAll(() => site.stop());

// A hundred pages, one after another, on a machine that may be doing other things.
test('every page at 1280 px has no fault that axe finds, does not scroll sideways, has one heading, and numbers under their heads', async () => {
  expect(await walk(site, 1280, { dark: true })).toEqual([]);
  expect(site.errors).toEqual([]);
  // Not one request to anybody else: no fonts, no counters, no maps.
  expect(site.elsewhere).toEqual([]);
}, 600_000);
