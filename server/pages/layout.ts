import type { FastifyRequest } from 'fastify';
import { ROLE_NAMES } from '../access/permissions.ts';
import type { Deps } from '../deps.ts';
import type { SignedInUser } from '../access/requester.ts';
import { readAssets, type Assets } from './assets.ts';
import { criticalCss, earlySaveScript } from './inline.ts';
import type { Markup } from '../http/markup.ts';
import { markup, ownHtml } from '../http/markup.ts';
import { FOOTER_LINKS, PUBLIC_LINKS, ROLE_LINKS, type NavigationLink } from './navigation.ts';

let assets: Assets | undefined;

function builtAssets(): Assets {
  return (assets ??= readAssets());
}

interface Page {
  readonly title: string;
  readonly description?: string;
  readonly content: Markup;
  /** The signed-in application runs on this page: at once, or after the first paint where the page can be used before. */
  readonly application?: 'at-once' | 'after-paint';
  readonly language?: 'sv' | 'en';
  /** The styles of the public pages that have more than text. */
  readonly styles?: 'cards';
  /** Where one signs in: a passkey needs a script. */
  readonly signIn?: boolean;
  /** What search engines, and those who share a link, read. Without it the page is not for search engines. */
  readonly head?: Markup;
}

function links(list: readonly NavigationLink[], path: string): Markup[] {
  return list.map(({ href, label }) => {
    const here = path === href || path.startsWith(`${href}/`);
    return markup`<a href="${href}" ${here ? ownHtml('aria-current="page"') : ''}>${label}</a>`;
  });
}

function who(user: SignedInUser | null): Markup {
  if (!user) return markup`<div class="who"><a href="/logga-in">Logga in</a></div>`;
  return markup`<div class="who"><a href="/konto">${user.name}<span class="quiet">, ${ROLE_NAMES[user.role].toLocaleLowerCase('sv')}</span></a>
    <form method="post" action="/logga-ut"><button class="link-button">Logga ut</button></form></div>`;
}

const DEMO_BANNER = markup`<aside class="demo-banner" aria-label="Om uppgifterna"><div class="wrap"><strong>Påhittade uppgifter.</strong> Kommunerna och regionerna finns, men svaren och siffrorna är påhittade.</div></aside>`;

function footer(deps: Deps, user: SignedInUser | null): Markup {
  return markup`<footer class="foot"><div class="wrap">
    <p>MR-kollen drivs av ${deps.config.operatorName}. Självskattningarna är organisationernas egna bedömningar.</p>
    <nav aria-label="Om webbplatsen">
      ${user ? links(PUBLIC_LINKS, '') : ''} ${links(FOOTER_LINKS, '')}
      <a href="/tillganglighet">Tillgänglighet</a> <a href="/personuppgifter">Personuppgifter</a> <a href="/api/docs/">API</a>
      <a href="/english" lang="en" hreflang="en">English</a>
    </nav></div></footer>`;
}

/** Every HTML page: the same head, header, banner and footer. Returns a whole document. */
export function page(
  deps: Deps,
  request: FastifyRequest,
  { title, description, content, application, language = 'sv', styles, signIn, head }: Page,
): string {
  const { script, stylesheet, publicStylesheet, signInScript, criterionModules } = builtAssets();
  const path = request.url.split('?')[0] ?? '/';
  const user = request.user ?? null;
  const style = markup`<link rel="stylesheet" href="${stylesheet}">`;
  return markup`<!doctype html>
<html lang="${language}" data-color-scheme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – MR-kollen</title>
${description ? markup`<meta name="description" content="${description}">` : ''}
<link rel="icon" href="/mr-kollen.svg" type="image/svg+xml">
${application === 'after-paint' ? markup`<style>${ownHtml(criticalCss)}</style><script>${ownHtml(earlySaveScript)}</script><noscript>${style}</noscript>` : style}
${styles ? markup`<link rel="stylesheet" href="${publicStylesheet}">` : ''}${head ?? markup`<meta name="robots" content="noindex">`}
</head>
${application === 'after-paint' ? markup`<body data-stylesheet="${stylesheet}" data-script="${script}" data-modules="${criterionModules.join(' ')}">` : ownHtml('<body>')}
<a class="skip" href="#main">Hoppa till innehållet</a>
${deps.config.demo ? DEMO_BANNER : ''}
<header class="top"><div class="wrap"><a class="brand" href="${user ? '/oversikt' : '/'}">MR-kollen</a>${who(user)}
<button class="menu-button" popovertarget="menu">Meny</button>
<nav id="menu" popover aria-label="Huvudmeny">${links(user ? ROLE_LINKS[user.role] : PUBLIC_LINKS, path)}</nav></div></header>
<main id="main" class="wrap" tabindex="-1">${content}</main>
${footer(deps, user)}
${application === 'at-once' ? markup`<script type="module" src="${script}"></script>` : ''}${signIn ? markup`<script type="module" src="${signInScript}"></script>` : ''}
</body>
</html>`.html;
}
