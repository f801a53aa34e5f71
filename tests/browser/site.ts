import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { setupLink } from '../../server/accounts/invitations.ts';
import { buildApp } from '../../server/app.ts';
import { readConfig, type Config } from '../../server/config.ts';
import type { Deps } from '../../server/deps.ts';
import type { DeclaredRoute } from '../../server/access/enforce.ts';
import { prepare } from '../../server/start.ts';
import { turnClock } from './calendar.ts';

/** The product on a free port with a database of its own, and the shared browser. */
export class Site {
  readonly url: string;
  readonly deps: Deps;
  readonly browser: Browser;
  /** Every address of the service, with its access rule. */
  readonly routes: readonly DeclaredRoute[];
  readonly #stop: () => Promise<void>;
  readonly #errors: string[] = [];
  readonly #elsewhere = new Set<string>();

  private constructor(
    url: string,
    deps: Deps,
    browser: Browser,
    routes: readonly DeclaredRoute[],
    stop: () => Promise<void>,
  ) {
    this.url = url;
    this.deps = deps;
    this.browser = browser;
    this.routes = routes;
    this.#stop = stop;
  }

  /** `settings` are the operator's own; with a `publicUrl` of its own the port has to be known before. */
  static async start({
    demo = false,
    port = 0,
    settings = {},
  }: { demo?: boolean; port?: number; settings?: Partial<Config> } = {}): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-site-'));
    const config: { -readonly [K in keyof Config]: Config[K] } = readConfig(
      {},
      { demo, logLevel: 'silent', port, databaseUrl: join(folder, 'site.db'), ...settings },
    );
    if (demo) copyFileSync(inject('demo'), join(folder, 'site.db'));
    const deps = await prepare(config, inject('clockOffset'));
    const app = await buildApp(deps);
    const listening = await app.listen({ host: '127.0.0.1', port });
    const url = settings.publicUrl ?? listening;
    config.publicUrl = url;
    const browser = await chromium.connect(inject('browser'));
    return new Site(url, deps, browser, app.declaredRoutes, async () => {
      await browser.close();
      await app.close();
      await deps.editions.close();
      await deps.db.destroy();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** Everything that the pages have complained of. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /** Addresses that the pages have asked for, which are not the service's own. */
  get elsewhere(): readonly string[] {
    return [...this.#elsewhere];
  }

  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width: 1280, height: 900 },
      // What moves while a test clicks is hit or missed by chance.
      reducedMotion: 'reduce',
      ...options,
    });
    await context.addInitScript(turnClock, inject('clockOffset'));
    context.on('weberror', (error) => {
      this.#errors.push(error.error().message);
    });
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.url && !['data:', 'blob:'].includes(protocol)) this.#elsewhere.add(request.url());
    });
    context.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text()))
        this.#errors.push(message.text());
    });
    return context;
  }

  /** A page signed in as one of the demo's accounts. */
  async as(email: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.context(options);
    await context.request.post('/demo/logga-in', { form: { email }, maxRedirects: 0 });
    return context.newPage();
  }

  async setupLink(): Promise<string> {
    return (await setupLink(this.deps)) ?? '';
  }
}

/** Waits until an expression holds in the page. From outside: the page's own policy forbids evaluating text. */
export async function until(page: Page, expression: string): Promise<void> {
  await expect.poll(() => page.evaluate(expression), { timeout: 20_000 }).toBe(true);
}

/** Waits until the application has drawn the page that was asked for. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('main:not([aria-busy]) > [class], main:not([aria-busy]) > :not(h1):not(p)').first().waitFor();
  await until(page, '!document.querySelector("main[aria-busy]")');
}

/** Opens an address of the application and waits until it is drawn. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await drawn(page);
}
