import { mkdirSync } from 'node:fs';
import { launchChromium } from './chromium.ts';

/**
 * Pictures of pages of a running demo, for looking at: `node tests/browser/screenshots.ts FOLDER [ROLE=PATH …]`.
 * ROLE is public, samordnare, medarbetare, beslut, natverk, lansstyrelsen or
 * materialgivare.
 */
const EMAILS: Record<string, string> = {
  samordnare: 'samordnare@lund.example',
  medarbetare: 'medarbetare@lund.example',
  beslut: 'beslut@lund.example',
  natverk: 'natverk@skl.example',
  lansstyrelsen: 'lansstyrelsen@dalarna.example',
  materialgivare: 'materialgivare@myndighet.example',
};
const [folder = '.tmp/bilder', ...wanted] = process.argv.slice(2);
const base = process.env.BASE ?? 'http://127.0.0.1:3000';
const schemes = (process.env.SCHEMES ?? 'light').split(',') as ('light' | 'dark')[];
const widths = (process.env.WIDTHS ?? '1280,320').split(',').map(Number);
mkdirSync(folder, { recursive: true });

const browser = await launchChromium();
for (const colorScheme of schemes) {
  for (const width of widths) {
    for (const each of wanted) {
      const [role = 'public', path = '/'] = each.split('=');
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, baseURL: base });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') console.log(path, message.text());
      });
      page.on('pageerror', (error) => {
        console.log(path, error.message);
      });
      const email = EMAILS[role];
      if (email) await context.request.post('/demo/logga-in', { form: { email } });
      await page.goto(path, { waitUntil: 'networkidle' });
      const name = `${role}${path.replaceAll(/[^a-zA-Z0-9åäö.-]+/g, '_')}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: `${folder}/${name}`, fullPage: true });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      console.log(name, overflow === 0 ? '' : `OVERFLOW ${String(overflow)}`);
      await context.close();
    }
  }
}
await browser.close();
