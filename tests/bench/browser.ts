import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { EXAMPLE, type Prepared } from './prepare.ts';
import { median, type Report, type Running } from './processes.ts';

const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (1.6 * 1024 * 1024) / 8,
};

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
}

async function visit(browser: Browser, prepared: Prepared, address: string, slow: boolean): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const [name = '', value = ''] = prepared.cookie.split('=');
  await context.addCookies([{ name, value, url: address, httpOnly: true }]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (slow) {
    await cdp.send('Network.emulateNetworkConditions', SLOW);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  return { context, page, cdp };
}

/** The first radio button that can be checked on the bare page: milliseconds from the start of navigation. */
async function bareTime(browser: Browser, prepared: Prepared, floor: Running): Promise<number> {
  const { context, page } = await visit(browser, prepared, floor.address, true);
  const start = performance.now();
  await page.goto(`${floor.address}/page`, { waitUntil: 'commit' });
  await page.locator('input[value="2"]').check();
  const time = performance.now() - start;
  await context.close();
  return time;
}

/** The same click on the product’s page, until the server has said that it is saved. */
async function ourTime(browser: Browser, prepared: Prepared, service: Running, level: number): Promise<number> {
  const { context, page } = await visit(browser, prepared, service.address, true);
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
  const start = performance.now();
  await page.goto(`${service.address}/sjalvskattning/${prepared.assessment}/SL-01`, { waitUntil: 'commit' });
  await page.locator(`input[value="${level}"]`).check();
  // The end of its body is not told for calls that outlive the page (keepalive); its head says that it is stored.
  await saved;
  const time = performance.now() - start;
  // The application takes over from the page; the choice must still stand, on the screen and on the server.
  await page.locator('mr-criterion textarea').first().waitFor();
  const shown = await page.locator(`mr-criterion input[value="${level}"]`).isChecked();
  const view = (await (
    await context.request.get(`${service.address}/api/v1/assessments/${prepared.assessment}`)
  ).json()) as { answers: { code: string; level: number }[] };
  if (!shown || view.answers.find(({ code }) => code === 'SL-01')?.level !== level)
    throw new Error('The click was lost.');
  await context.close();
  return time;
}

/** Clicks at every moment while the page comes alive; each must be stored. */
async function clicksLost(browser: Browser, prepared: Prepared, service: Running): Promise<number> {
  let lost = 0;
  for (let i = 0; i < 12; i++) {
    const { context, page } = await visit(browser, prepared, service.address, true);
    await page.goto(`${service.address}/sjalvskattning/${prepared.assessment}/SL-02`, { waitUntil: 'commit' });
    await page.waitForTimeout(i * 110);
    const level = i % 5;
    const other = (level + 1) % 5;
    await page.locator(`input[value="${other}"]`).check();
    await page.locator(`input[value="${level}"]`).check();
    await page.locator('mr-criterion textarea').first().waitFor();
    await page
      .locator('.save-status', { hasText: 'Sparat' })
      .waitFor({ timeout: 10_000 })
      .catch(() => undefined);
    await page.waitForTimeout(900);
    const view = (await (
      await context.request.get(`${service.address}/api/v1/assessments/${prepared.assessment}`)
    ).json()) as { answers: { code: string; level: number }[] };
    const shown = await page.locator(`mr-criterion input[value="${level}"]`).isChecked();
    if (view.answers.find(({ code }) => code === 'SL-02')?.level !== level || !shown) lost += 1;
    await context.close();
  }
  return lost;
}

async function weight(report: Report, browser: Browser, prepared: Prepared, service: Running): Promise<void> {
  const { context, page, cdp } = await visit(browser, prepared, service.address, false);
  const types = new Map<string, string>();
  let scripts = 0;
  let all = 0;
  let charts = false;
  const addresses = new Map<string, string>();
  let requests = 0;
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    types.set(requestId, type);
    addresses.set(requestId, response.url);
    if (/result|chart/.test(response.url)) charts = true;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    all += encodedDataLength;
    if (addresses.get(requestId)?.startsWith('http')) requests += 1;
    if (types.get(requestId) === 'Script') scripts += encodedDataLength;
  });
  await page.goto(`${service.address}/sjalvskattning/${prepared.assessment}/SL-01`, { waitUntil: 'networkidle' });
  await page.locator('mr-criterion textarea').first().waitFor();
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  report.line('JavaScript over the wire to the first usable criterion', kB(scripts), {
    met: scripts <= 60_000,
    text: 'at most 60 kB',
  });
  report.line('Everything over the wire to it', kB(all), { met: all <= 100_000, text: 'at most 100 kB' });
  report.line('Requests to it', String(requests), { met: requests <= 12, text: 'at most 12' });
  report.line('Charts loaded on that page', charts ? 'yes' : 'no', { met: !charts, text: 'no' });
  await context.close();
}

/** Milliseconds from the start of navigation to the first thing painted, on the slow profile. */
async function firstPaint(browser: Browser, prepared: Prepared, url: string): Promise<number> {
  const { context, page } = await visit(browser, prepared, url, true);
  await page.goto(url, { waitUntil: 'load' });
  const read = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";
  let time = 0;
  while (time === 0) time = Number(await page.evaluate(read));
  await context.close();
  return time;
}

/** The public page of an example without pictures: its weight, and how soon something is painted. */
async function examplePage(
  report: Report,
  browser: Browser,
  prepared: Prepared,
  service: Running,
  floor: Running,
): Promise<void> {
  const url = `${service.address}/skyltfonster/${EXAMPLE}`;
  const { context, page, cdp } = await visit(browser, { ...prepared, cookie: 'none=none' }, service.address, false);
  let all = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    all += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await context.close();
  report.line('Everything over the wire to an example page', `${(all / 1000).toFixed(1)} kB`, {
    met: all <= 100_000,
    text: 'at most 100 kB',
  });
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let i = 0; i < 7; i++) {
    const bare = await firstPaint(browser, prepared, `${floor.address}/page`);
    const time = await firstPaint(browser, prepared, url);
    ours.push(time);
    ratios.push(time / bare);
  }
  report.line('First contentful paint of it, 4× CPU and 1.6 Mbit/s', `${Math.round(median(ours))} ms`);
  report.line('The same, times the bare page’s', median(ratios).toFixed(2));
}

export async function inBrowser(report: Report, service: Running, floor: Running, prepared: Prepared): Promise<void> {
  const browser = await launchChromium();
  await weight(report, browser, prepared, service);
  await examplePage(report, browser, prepared, service, floor);
  await bareTime(browser, prepared, floor);
  await ourTime(browser, prepared, service, 0);
  const ratios: number[] = [];
  for (let i = 0; i < 9; i++) {
    const bare = await bareTime(browser, prepared, floor);
    ratios.push((await ourTime(browser, prepared, service, 1 + (i % 4))) / bare);
  }
  const ratio = median(ratios);
  report.line('First click acknowledged, times the bare page’s first check', ratio.toFixed(2), {
    met: ratio <= 1.8,
    text: 'at most 1.80',
  });
  const lost = await clicksLost(browser, prepared, service);
  report.line('Clicks lost while the page comes alive, of 24', String(lost), { met: lost === 0, text: 'none' });
  await browser.close();
}
