import { launchChromium } from '../browser/chromium.ts';
import { COOKIE } from './network-seed.ts';
import { median, type Report } from './processes.ts';

/** Scrolls the table one screen line per frame, and gives the time between frames in ms. */
const SCROLL = `new Promise((resolve) => {
  const wrap = document.querySelector('.heat-wrap');
  const times = [];
  let last = 0;
  const step = (now) => {
    if (last > 0) times.push(now - last);
    last = now;
    wrap.scrollBy(0, 40);
    if (times.length < 150) requestAnimationFrame(step);
    else resolve(times);
  };
  wrap.scrollTo(0, 0);
  requestAnimationFrame(step);
})`;

const late = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;

/** The heat table of the real 310 by criterion, against the same table searched down to a screenful. */
export async function heatTable(report: Report, address: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies([{ name: 'mr-kollen', value: `${COOKIE}-skl`, url: address }]);
    const page = await context.newPage();
    await page.goto(`${address}/natverket/jamforelse`);
    await page.getByRole('button', { name: 'Kriterium' }).click();
    await page.locator('.heat tbody tr').nth(300).waitFor();
    const whole: number[] = [];
    const part: number[] = [];
    for (let i = 0; i < 5; i++) {
      await page.getByLabel(/^Sök kommun/).fill('');
      await page.locator('.heat tbody tr').nth(300).waitFor();
      whole.push(late(await page.evaluate<number[]>(SCROLL)));
      await page.getByLabel(/^Sök kommun/).fill('skåne');
      await page.locator('.heat tbody tr').nth(300).waitFor({ state: 'detached' });
      part.push(late(await page.evaluate<number[]>(SCROLL)));
    }
    const ratio = median(whole) / median(part);
    report.line('Scrolling the table of 310, 19 of 20 frames against 34 rows’', ratio.toFixed(2), {
      met: ratio <= 1.5,
      text: 'at most 1.50: no stutter',
    });
  } finally {
    await browser.close();
  }
}
