import type { Page } from 'playwright-core';

/** What a person with a keyboard sees as focused. */
export async function focused(page: Page): Promise<string> {
  return String(
    await page.evaluate(
      `(() => { const e = document.activeElement; return (e.getAttribute('aria-label') ?? '') + ' ' + (e.textContent ?? '').trim() + ' ' + (e.id ?? '') + ' ' + (e.getAttribute('value') ?? ''); })()`,
    ),
  );
}

/** Presses Tab until the thing named has focus, as one does. */
export async function tabTo(page: Page, what: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (what.test(now)) return;
    seen.push(now.slice(0, 40));
  }
  throw new Error(`${String(what)} cannot be reached with ${key}. Met: ${seen.slice(0, 60).join(' · ')}`);
}

/** Tabs to something and presses Enter. */
export async function follow(page: Page, what: RegExp): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press('Enter');
}

/** Tabs to a field and types. */
export async function type(page: Page, label: RegExp, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/**
 * Tabs to something and presses Enter (or Space), and waits for what comes of it. Focus must then be somewhere: whoever
 * has only a keyboard is otherwise sent back to the top of the page (WCAG 2.4.3).
 */
export async function press(
  page: Page,
  what: RegExp,
  comes: string | RegExp,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press(key);
  try {
    await page.getByText(comes).first().waitFor();
  } catch (cause) {
    const shown = (await page.locator('main').innerText()).slice(0, 600);
    throw new Error(`After ${String(what)} came not ${String(comes)} but: ${shown}`, { cause });
  }
  const lost = await page.evaluate('document.activeElement === document.body');
  if (lost) throw new Error(`Focus fell off the page after ${String(what)}.`);
}
