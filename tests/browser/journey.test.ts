import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YEAR } from './calendar.ts';
import { focused, follow, tabTo, type } from './keyboard.ts';
import { Site, drawn } from './site.ts';

/**
 * From an empty installation to an adopted assessment, with the keyboard alone, by three people in three
 * browsers. Figures are compared with values worked out by hand.
 */
let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
afterAll(() => site.stop());

const PASSWORD = 'fyra ord i en rad';
const year = YEAR;

async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Opens a link from an invitation and chooses name and password. */
async function join(page: Page, link: string, name: string, email?: string): Promise<void> {
  await page.goto(link);
  if (email) await type(page, /\bemail\b/, email);
  await tabTo(page, /\bname\b/);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(name);
  await type(page, /\bpassword\b/, PASSWORD);
  await type(page, /\brepeat\b/, PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/oversikt');
  await drawn(page);
}

async function linkShown(page: Page): Promise<string> {
  await page.locator('.secret-link').waitFor();
  await tabTo(page, /secret-link/);
  return page.locator('#secret-link').inputValue();
}

/** Tabs to the question, chooses a level with the arrow keys and waits until it is saved. */
async function chooseLevel(page: Page, level: number): Promise<void> {
  await page.locator('mr-criterion .levels').waitFor();
  await tabTo(page, /^\s*[0-4]$/);
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
  if (level === 0) await page.keyboard.press('Space');
  for (let i = Number(await focused(page)); i < level; i++) await page.keyboard.press('ArrowDown');
  await saved;
  await page.locator('.save-status[data-kind="saved"]').waitFor();
}

describe('from an empty installation to an adopted assessment', () => {
  let coordinator: Page;
  let contributor: Page;
  let decider: Page;

  test('SKL sets up, invites the first coordinator, who invites two colleagues', async () => {
    const skl = await (await site.context()).newPage();
    await join(skl, await site.setupLink(), 'Nils Nätverk', 'nils@skl.example');
    await follow(skl, /^\s*Bjud in/);
    await heading(skl, 'Organisationer');
    await type(skl, /\bsearch\b/, 'Lunds kommun');
    await follow(skl, /Bjud in första samordnaren i Lunds kommun/);
    await type(skl, /\bname\b/, 'Sara Samordnare');
    await type(skl, /\bemail\b/, 'sara@lund.example');
    await follow(skl, /Skapa inbjudan/);
    const first = await linkShown(skl);

    coordinator = await (await site.context()).newPage();
    await join(coordinator, first, 'Sara Samordnare');
    await follow(coordinator, /^\s*Kollegor/);
    await heading(coordinator, 'Kollegor');
    const invite = async (name: string, email: string, downs: number) => {
      await type(coordinator, /\bname\b/, name);
      await type(coordinator, /\bemail\b/, email);
      await tabTo(coordinator, /\brole\b/);
      for (let i = 0; i < downs; i++) await coordinator.keyboard.press('ArrowDown');
      await follow(coordinator, /Skapa inbjudan/);
      return linkShown(coordinator);
    };
    contributor = await (await site.context()).newPage();
    await join(contributor, await invite('Mikael Medarbetare', 'mikael@lund.example', 0), 'Mikael Medarbetare');
    await coordinator.reload();
    await drawn(coordinator);
    decider = await (await site.context()).newPage();
    await join(decider, await invite('Beatrice Beslut', 'beatrice@lund.example', 2), 'Beatrice Beslut');
    await skl.context().close();
  });

  test('the coordinator starts, answers and hands out', async () => {
    await coordinator.goto('/oversikt');
    await drawn(coordinator);
    await follow(coordinator, /Starta självskattning/);
    await heading(coordinator, 'Starta självskattning');
    // The starter track is suggested to whoever begins; here all criteria are wanted.
    await tabTo(coordinator, /^\s*starter$/);
    await coordinator.keyboard.press('ArrowDown');
    await follow(coordinator, /^\s*Starta\s*$/);
    await heading(coordinator, `Självskattning ${year}`);
    // Agenda 2030, seven of eight: levels 2, 3, 4, 1, 0, 2, 3 and one left for the colleague.
    for (const [code, level] of [
      ['AG-01', 2],
      ['AG-02', 3],
      ['AG-03', 4],
      ['AG-04', 1],
      ['AG-05', 0],
      ['AG-07', 2],
      ['AG-08', 3],
    ] as const) {
      await coordinator.goto(`/sjalvskattning/1281-${year}/${code}`);
      await chooseLevel(coordinator, level);
    }
    await coordinator.goto(`/sjalvskattning/1281-${year}/AG-01`);
    await coordinator.locator('mr-criterion textarea').first().waitFor();
    await type(coordinator, /\bmotivation\b/, 'Hållbarhetsprogrammet förklarar sambandet.');
    await follow(coordinator, /Lägg till underlag/);
    await coordinator.keyboard.type('Hållbarhetsprogram');
    await type(coordinator, /evidence-0-diarienummer/, 'KS 2025/12');
    await coordinator.locator('.save-status[data-kind="saved"]').waitFor();
    await follow(coordinator, /Alla kriterier/);
    await heading(coordinator, `Självskattning ${year}`);
    await tabTo(coordinator, /Välj AG-09/);
    await coordinator.keyboard.press('Space');
    await follow(coordinator, /Dela ut de valda/);
    await coordinator.keyboard.type('Mikael');
    await type(coordinator, /\bmessage\b/, 'Kan du svara på den här?');
    await follow(coordinator, /^\s*Dela ut\s*$/);
    await coordinator.getByText('Kriteriet är utdelat.').waitFor();
  });

  test('the colleague sees only that criterion, answers it and comments', async () => {
    await contributor.goto('/oversikt');
    await drawn(contributor);
    expect(await contributor.locator('.task-list li').count()).toBe(1);
    await contributor.getByText('Kan du svara på den här?').waitFor();
    await follow(contributor, /AG-09/);
    await heading(contributor, 'Rätten till hälsa på lika villkor');
    await chooseLevel(contributor, 1);
    await contributor.getByText(/^Kommentarer \(/).waitFor();
    await follow(contributor, /Kommentarer/);
    await type(contributor, /\bcomment\b/, 'Planen är på remiss.');
    await follow(contributor, /Skicka kommentaren/);
    await contributor.locator('.thread').getByText('Planen är på remiss.').waitFor();
    const other = await contributor.goto(`/sjalvskattning/1281-${year}/AG-01`);
    expect(other?.status()).toBe(403);
  });

  test('frozen for decision, the result is the one worked out by hand', async () => {
    await coordinator.goto(`/sjalvskattning/1281-${year}/beslut`);
    await drawn(coordinator);
    await follow(coordinator, /Lås och gör klar för beslut/);
    await follow(coordinator, /^\s*Ja, lås/);
    await coordinator.getByText('Självskattningen är låst och klar för beslut.').waitFor();
    await coordinator.goto(`/resultat/1281-${year}`);
    await drawn(coordinator);
    await follow(coordinator, /Visa som tabell/);
    // Eight answers 2, 3, 4, 1, 0, 2, 3, 1 = 16 of 32 → 50,0. The other areas have no answers and so no index.
    const row = coordinator.getByRole('row', { name: /^Agenda 2030/ }).first();
    expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toContain('Agenda 2030 50,0 8 av 8 besvarade');
    expect(
      (
        await coordinator
          .getByRole('row', { name: /^Uppföljning/ })
          .first()
          .innerText()
      ).replaceAll(/\s+/g, ' '),
    ).toContain('Uppföljning - uppgift saknas 0 av 12 besvarade, ofullständigt');
    const facts = (await coordinator.locator('.figures').innerText()).replaceAll(/\s+/g, ' ');
    expect(facts).toContain('Besvarade kriterier 8 av 51');
    // At level 2 or higher: AG-01, 02, 03, 07, 08; evidence on AG-01 → 1 of 5 = 20,0 %.
    expect(facts).toContain('Underlagsgrad 20,0 % 1 av 5 svar på nivå 2–4');
    // All areas together: the same eight answers → 50,0; said in passing, never as a headline figure.
    expect(facts).not.toContain('50,0');
    await coordinator.getByText('Alla områden tillsammans: 50,0.').waitFor();
  });

  test('the decision-maker registers the decision; nothing can be changed after it', async () => {
    await decider.goto('/oversikt');
    await drawn(decider);
    await follow(decider, /Registrera beslutet/);
    await heading(decider, `Beslut om självskattning ${year}`);
    await follow(decider, /^\s*Registrera beslutet\s*$/);
    await decider.locator('.ds-error-summary').waitFor();
    expect(await decider.evaluate('document.activeElement.classList.contains("ds-error-summary")')).toBe(true);
    await type(decider, /\bbody\b/, 'Kommunstyrelsen');
    await tabTo(decider, /\bdate\b/);
    await decider.keyboard.type('01152026');
    await type(decider, /\bparagraph\b/, '12');
    await type(decider, /\bdiarienummer\b/, 'KS 2026/4');
    await tabTo(decider, /none/);
    await decider.keyboard.press('ArrowDown');
    await follow(decider, /^\s*Registrera beslutet\s*$/);
    await decider.getByText('Beslutet är registrerat. Självskattningen är fastställd.').waitFor();
    await decider.getByText('KS 2026/4').waitFor();
    await contributor.goto('/oversikt');
    await drawn(contributor);
    await contributor.getByText('Tack för ditt svar! Självskattningen är fastställd.').waitFor();
    await coordinator.goto(`/sjalvskattning/1281-${year}/AG-02`);
    await coordinator.getByText('Självskattningen är fastställd och ändras inte.').waitFor();
    expect(await coordinator.locator('input[type="radio"]:not(:disabled)').count()).toBe(0);
  });

  test('the coordinator can register the decision too, here for a correction', async () => {
    await coordinator.goto(`/sjalvskattning/1281-${year}`);
    await drawn(coordinator);
    await follow(coordinator, /Rätta självskattningen/);
    await heading(coordinator, new RegExp(`Självskattning ${year} rättelse 1`));
    await coordinator.goto(`/sjalvskattning/1281-${year}-2/AG-04`);
    await chooseLevel(coordinator, 2);
    await coordinator.goto(`/sjalvskattning/1281-${year}-2/beslut`);
    await drawn(coordinator);
    await follow(coordinator, /Lås och gör klar för beslut/);
    await follow(coordinator, /^\s*Ja, lås/);
    await coordinator.getByText('Självskattningen är låst och klar för beslut.').waitFor();
    await type(coordinator, /\bbody\b/, 'Kommunstyrelsen');
    await tabTo(coordinator, /\bdate\b/);
    await coordinator.keyboard.type('02152026');
    await type(coordinator, /\bparagraph\b/, '30');
    await type(coordinator, /\bdiarienummer\b/, 'KS 2026/4');
    await tabTo(coordinator, /none/);
    await coordinator.keyboard.press('Space');
    await follow(coordinator, /^\s*Registrera beslutet\s*$/);
    await coordinator.getByText('Beslutet är registrerat. Självskattningen är fastställd.').waitFor();
    await coordinator.getByRole('link', { name: 'en tidigare' }).waitFor();
  });

  test('no page complained in the console', () => {
    expect(site.errors).toEqual([]);
  });
});
