import { createHash } from 'node:crypto';
import { formatIndex } from '../../criteria/present/format.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import type { Config } from '../config.ts';
import { markup, ownHtml, type Markup } from '../http/markup.ts';
import { resultName } from '../open/result.ts';

/** What an organisation shows of itself on its own website: the newest of its years that is shared `öppet`. */
export interface Embedded {
  readonly shown: NamedAssessment;
  /** Whole addresses: the page stands on somebody else's. */
  readonly page: string;
  readonly verify: string;
  readonly demo: boolean;
}

export function embeddedOf(config: Config, shown: NamedAssessment): Embedded {
  const page = `${config.publicUrl}/oppet/${shown.organisation.code}/${shown.year}`;
  return { shown, page, verify: `${page}/kontroll`, demo: config.demo };
}

const INVENTED = 'Påhittade uppgifter';
/** Said wherever it is shown: nobody else has approved of it. */
const OWN = 'Egen bedömning. Ingen annan har granskat eller godkänt den.';

const statementOf = ({ year, catalogue }: NamedAssessment) => resultName(year, catalogue);
const numberOf = (index: number | null) => (index === null ? 'för få svar' : formatIndex(index));

const CSS = [
  ':root{color-scheme:light dark}',
  'body{margin:0;padding:1rem;font:1rem/1.5 "Source Sans 3",system-ui,sans-serif;color:#222b2e;background:#fff}',
  'h1{margin:0;font-size:1.2rem;line-height:1.3}',
  'p{margin:.3rem 0}',
  'ul{list-style:none;margin:.8rem 0;padding:0}',
  'li{margin:.5rem 0}',
  '.line{display:flex;gap:1rem;justify-content:space-between}',
  '.of{block-size:.6rem;border:1px solid #5c7478;border-radius:.3rem;overflow:hidden}',
  '.of svg{display:block;inline-size:100%;block-size:100%}',
  'rect{fill:#1a5c68}',
  'a{color:#1a5c68}',
  'a:focus-visible{outline:3px solid currentColor;outline-offset:2px}',
  '@media(prefers-color-scheme:dark){body{color:#e8eeef;background:#15191c}a{color:#8fc6d0}rect{fill:#8fc6d0}}',
  '@media(forced-colors:active){rect{fill:CanvasText}}',
].join('');

/** The one style that the page may apply, as a content security policy writes it. */
export const embedStyleHash = `'sha256-${createHash('sha256').update(CSS).digest('base64')}'`;

const bar = (index: number | null): Markup =>
  markup`<div class="of"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${index ?? 0}" height="10"></rect></svg></div>`;

/** A small page without scripts, to stand in a frame on the organisation's own website. Returns a whole document. */
export function embedPage({ shown, page, verify, demo }: Embedded): string {
  const { name } = shown.organisation;
  return markup`<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${name}: ${statementOf(shown)}</title>
<style>${ownHtml(CSS)}</style>
</head>
<body><main>
<h1>${name}: så bedömer vi själva vårt arbete med mänskliga rättigheter</h1>
<p>${statementOf(shown)}.${demo ? ` ${INVENTED}.` : ''}</p>
<ul>${shown.areas.map(({ name: area, index }) => markup`<li><div class="line"><span>${area}</span><span>${numberOf(index)}</span></div>${bar(index)}</li>`)}</ul>
<p>Index 0–100 per område. ${OWN}</p>
<p><a href="${page}" target="_top">Läs svaren i MR-kollen</a> · <a href="${verify}" target="_top">Kontrollera att uppgifterna är äkta</a></p>
</main></body>
</html>`.html;
}

const ROW = 44;

/** The same as a picture. Sizes are the picture's own units; it grows with the page. */
export function embedPicture({ shown, demo }: Embedded): string {
  const { name } = shown.organisation;
  const height = 70 + shown.areas.length * ROW + 30;
  const said = shown.areas.map(({ name: area, index }) => `${area} ${numberOf(index)}`).join(', ');
  const rows = shown.areas.map(({ name: area, index }, i) => {
    const y = 70 + i * ROW;
    return markup`<text x="20" y="${y}">${area}</text><text x="460" y="${y}" text-anchor="end">${numberOf(index)}</text><rect x="20" y="${y + 8}" width="440" height="10" rx="5" fill="none" stroke="#5c7478"/><rect x="20" y="${y + 8}" width="${(index ?? 0) * 4.4}" height="10" rx="5" fill="#1a5c68"/>`;
  });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 ${height}" role="img" aria-labelledby="t d" font-family="Source Sans 3, system-ui, sans-serif" font-size="16" fill="#222b2e"><title id="t">${name}: ${statementOf(shown)}</title><desc id="d">Index 0–100 per område: ${said}. ${OWN}</desc><rect width="480" height="${height}" fill="#fff"/><text x="20" y="28" font-weight="700">${name}</text><text x="20" y="48" font-size="13">${statementOf(shown)}${demo ? `. ${INVENTED}` : ''}</text>${rows}<text x="20" y="${height - 12}" font-size="13">Index 0–100 per område. ${OWN}</text></svg>`
    .html;
}

/** The same as data. */
export function embedData({ shown, page, verify, demo }: Embedded) {
  return {
    organisation: { code: shown.organisation.code, name: shown.organisation.name },
    year: shown.year,
    catalogue: shown.catalogue,
    statement: statementOf(shown),
    about: OWN,
    ...(demo ? { invented: INVENTED } : {}),
    profile: shown.areas.map(({ key, name, index }) => ({ area: key, name, index })),
    page,
    verify,
  };
}
