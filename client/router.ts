import { msg } from '@lit/localize';
import { html, render } from 'lit';
import { ApiError } from './api/http.ts';
import { mayLeave } from './components/unsent-form.ts';
import type { Page } from './page.ts';
import { routes, type Route } from './routes.ts';

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const patterns = routes.map((route) => ({ route, pattern: new URLPattern({ pathname: route.pattern }) }));

function match(path: string): Match | undefined {
  for (const { route, pattern } of patterns) {
    const found = pattern.exec({ pathname: path });
    if (found)
      return {
        route,
        params: Object.fromEntries(Object.entries(found.pathname.groups).map(([name, value]) => [name, value ?? ''])),
      };
  }
  return undefined;
}

const main = () => document.querySelector<HTMLElement>('main') ?? document.body;

let turn = 0;

/** The address of what is on the screen. */
let here = location.href;

function showProblem(error: unknown, again: () => void): HTMLElement {
  const view = document.createElement('div');
  const reason = error instanceof ApiError ? error.message : msg('Sidan kunde inte visas.');
  if (!(error instanceof ApiError)) console.error(error);
  render(
    html`<div class="reading">
      <h1 tabindex="-1">${reason}</h1>
      <p>${msg('Det du har skrivit finns kvar på din dator.')}</p>
      <p><button class="ds-button" @click=${again}>${msg('Försök igen')}</button></p>
    </div>`,
    view,
  );
  return view;
}

/** Marks the menu's link to where we are: the longest address that leads here. */
function markCurrent(path: string): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.top nav a')];
  const [here] = links
    .filter(({ pathname }) => path === pathname || path.startsWith(`${pathname}/`))
    .sort((a, b) => b.pathname.length - a.pathname.length);
  for (const link of links) {
    if (link === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** Shows a page when its data has come; what was there stays until then. Focus goes to the new heading. */
async function show({ route, params }: Match, first: boolean): Promise<void> {
  const mine = ++turn;
  document.querySelector<HTMLElement>('#menu:popover-open')?.hidePopover();
  main().setAttribute('aria-busy', 'true');
  let view: HTMLElement;
  let title: string;
  try {
    await route.load();
    const page = document.createElement(route.tag) as Page;
    page.params = params;
    await page.load();
    view = page;
    title = page.windowTitle || route.title();
  } catch (error) {
    view = showProblem(error, () => void show({ route, params }, false));
    title = route.title();
  }
  if (mine !== turn) return;
  const focused = first ? document.activeElement : null;
  const focusedValue = focused instanceof HTMLInputElement && main().contains(focused) ? focused.value : null;
  main().replaceChildren(view);
  here = location.href;
  main().removeAttribute('aria-busy');
  await (view as Partial<Page>).updateComplete;
  document.title = `${title} – MR-kollen`;
  markCurrent(location.pathname);
  if (first) {
    // The server's radio buttons are replaced by ours: keyboard focus must not be thrown away.
    if (focusedValue !== null) view.querySelector<HTMLElement>(`input[value="${CSS.escape(focusedValue)}"]`)?.focus();
    return;
  }
  scrollTo(0, 0);
  view.querySelector<HTMLElement>('h1')?.focus();
}

/** Goes to an address of the application, or of the server when it is none of ours. */
export function go(path: string, { replace = false } = {}): void {
  const url = new URL(path, location.href);
  const found = match(url.pathname);
  if (!found) {
    location.assign(path);
    return;
  }
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  void show(found, false);
}

/** A link within the page is the browser's own: it also tells of history, but there is nothing new to show. */
let withinPage = false;

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.hash !== '' && link.pathname === location.pathname) {
    withinPage = true;
    // The second click on the same link tells of nothing.
    setTimeout(() => {
      withinPage = false;
    }, 50);
    return;
  }
  if (!match(link.pathname)) return;
  event.preventDefault();
  if (mayLeave()) go(link.href);
}

/** Takes over links between the application's own pages. */
export function startRouter(): void {
  document.addEventListener('click', onClick);
  addEventListener('popstate', () => {
    if (withinPage) {
      withinPage = false;
      return;
    }
    if (!mayLeave()) {
      history.pushState(null, '', here);
      return;
    }
    const found = match(location.pathname);
    if (found) void show(found, false);
  });
  const found = match(location.pathname);
  if (found) void show(found, true);
}
