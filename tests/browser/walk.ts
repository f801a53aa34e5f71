import type { Page } from 'playwright-core';
import { DEMO_ACCOUNTS } from '../../server/demo/accounts.ts';
import { allPages, type Address } from './all-pages.ts';
import { problemsOn } from './axe.ts';
import { drawn, type Site } from './site.ts';

/**
 * Columns where a head stands otherwise than its cells, or where only numbers stand otherwise than to the end. A matrix
 * whose cells are all one kind (`.heat`) may centre them; years that are links are names.
 */
const MISALIGNED = `[...document.querySelectorAll('table')].flatMap((table) => {
  const rows = [...table.rows];
  const [head] = rows;
  return [...(head?.cells ?? [])].flatMap((top, column) => {
    const cells = rows.slice(1).map((row) => row.cells[column]).filter(Boolean);
    const sides = new Set([top, ...cells].map((cell) => getComputedStyle(cell).textAlign));
    const texts = cells.filter((cell) => !cell.querySelector('a, button')).map((cell) => cell.textContent.trim());
    const numbers = column > 0 && texts.some((text) => /\\d/.test(text)) && texts.every((text) => /^[\\d\\s,.±+−–%-]*$/.test(text));
    const end = [...sides].every((side) => ['end', 'right'].includes(side));
    const wrong = sides.size > 1 || (numbers && !end && !table.matches('.heat'));
    return wrong ? ['column "' + top.textContent.trim() + '" stands ' + [...sides].join(' and ')] : [];
  });
})`;

async function open(page: Page, { path, email }: Address): Promise<void> {
  await page.goto(path);
  if (email !== null) await drawn(page);
}

/**
 * Every page of the product at a width: what axe finds, what is wider than the screen, whether there is one heading, and
 * whether numbers stand under their heads. Nothing but colours differs in the dark, and they are the same at every width:
 * `dark` looks at them once more.
 */
export async function walk(
  site: Site,
  width: number,
  { dark }: { readonly dark: boolean },
): Promise<readonly string[]> {
  const addresses = await allPages(site);
  const found: string[] = [];
  for (const email of [null, ...DEMO_ACCOUNTS.map((account) => account.email)]) {
    const options = { colorScheme: 'light', viewport: { width, height: 800 }, reducedMotion: 'reduce' } as const;
    const page = email === null ? await (await site.context(options)).newPage() : await site.as(email, options);
    for (const address of addresses.filter((each) => each.email === email)) {
      await open(page, address);
      const overflow = Number(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      );
      if (overflow > 0) found.push(`${address.path}: ${overflow} px too wide`);
      const headings = await page.locator('h1').count();
      if (headings !== 1) found.push(`${address.path}: ${headings} h1`);
      for (const problem of await page.evaluate<string[]>(MISALIGNED)) found.push(`${address.path}: ${problem}`);
      for (const problem of await problemsOn(page)) found.push(`${address.path}: ${problem}`);
      if (!dark) continue;
      await page.emulateMedia({ colorScheme: 'dark' });
      for (const problem of await problemsOn(page, ['color-contrast']))
        found.push(`${address.path} in dark: ${problem}`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await page.context().close();
  }
  return found;
}
