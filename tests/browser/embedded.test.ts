import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAssessments } from '../../server/open/assessments.ts';
import { Site } from './site.ts';

/** Another's website, which shows what an organisation shares openly, in a frame, as a picture and as data. */
let site: Site;
let theirs: Server;
let address: string;
let organisation: { code: string; name: string };

beforeAll(async () => {
  site = await Site.start({ demo: true });
  const [open] = await openAssessments(site.deps);
  organisation = open ?? { code: '', name: '' };
  theirs = createServer((_request, response) => {
    const at = `${site.url}/oppet/${organisation.code}`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="sv"><title>Vår webbplats</title><h1>Vår webbplats</h1><iframe name="own" title="Egen bedömning" src="${at}/badda-in" width="100%" height="420"></iframe><iframe name="whole" title="Hela sidan" src="${at}"></iframe><img id="picture" alt="" src="${at}/profil.svg">`,
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => theirs.once('listening', resolve));
  address = `http://127.0.0.1:${(theirs.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  theirs.close();
  await site.stop();
});

async function visit(options = {}): Promise<Page> {
  const page = await (await site.context(options)).newPage();
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  return page;
}

test('another’s website can frame the profile, and nothing else of the service', async () => {
  const page = await visit();
  const own = page.frame({ name: 'own' });
  expect(await own?.locator('h1').innerText()).toBe(
    `${organisation.name}: så bedömer vi själva vårt arbete med mänskliga rättigheter`,
  );
  expect(await own?.locator('li').count()).toBe(4);
  expect(page.frame({ name: 'whole' })?.url()).toMatch(/^chrome-error:/);
  await page.context().close();
});

test('its picture is drawn and its data can be read there', async () => {
  const page = await visit();
  expect(
    await page.locator('#picture').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
  ).toBeGreaterThan(0);
  const read = await page.evaluate(
    async (url) => ((await (await fetch(url)).json()) as { organisation: { name: string } }).organisation.name,
    `${site.url}/oppet/${organisation.code}/profil.json`,
  );
  expect(read).toBe(organisation.name);
  await page.context().close();
});

test('a link in the frame leads out of it, to where the answers and the signature are', async () => {
  const page = await visit();
  await page.frame({ name: 'own' })?.getByRole('link', { name: 'Kontrollera att uppgifterna är äkta' }).click();
  await page.waitForURL(/\/kontroll$/);
  expect(await page.locator('main').innerText()).toContain(organisation.name);
  await page.context().close();
});

test('the profile fits a phone without a scroll bar, in the frame’s own width', async () => {
  const page = await visit({ viewport: { width: 320, height: 800 } });
  const own = page.frame({ name: 'own' });
  expect(await own?.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.context().close();
});
