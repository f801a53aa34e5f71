import type { Config } from '../config.ts';
import { markup, ownHtml, type Markup } from '../http/markup.ts';

export interface Shared {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly kind?: 'article' | 'website';
  readonly image?: { readonly path: string; readonly alt: string; readonly width: number; readonly height: number };
  readonly published?: string;
  /** schema.org, as JSON-LD. */
  readonly structured?: Readonly<Record<string, unknown>>;
  /** What can be followed from here. */
  readonly feed?: { readonly path: string; readonly title: string };
}

/** JSON in a page: `<` is written so that no text can end the element. */
function jsonLd(value: unknown): Markup {
  return markup`<script type="application/ld+json">${ownHtml(JSON.stringify(value).replaceAll('<', '\\u003c'))}</script>`;
}

/** What a page says of itself to search engines and to those who share its link (Open Graph, schema.org). */
export function metadata(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { path, title, description, kind = 'website', image, published, structured, feed }: Shared,
): Markup {
  const url = `${publicUrl}${path}`;
  return markup`<link rel="canonical" href="${url}">
<meta property="og:type" content="${kind}"><meta property="og:site_name" content="MR-kollen"><meta property="og:locale" content="sv_SE">
<meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta property="og:url" content="${url}">
${image ? markup`<meta property="og:image" content="${publicUrl}${image.path}"><meta property="og:image:alt" content="${image.alt}"><meta property="og:image:width" content="${image.width}"><meta property="og:image:height" content="${image.height}">` : ''}
${published ? markup`<meta property="article:published_time" content="${published}">` : ''}
${feed ? markup`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.path}">` : ''}
${structured ? jsonLd({ '@context': 'https://schema.org', ...structured }) : ''}`;
}

/** The beginning of a text, whole words, at most so many characters: for descriptions and lists. */
export function excerpt(text: string, longest: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest - 1);
  const word = cut.lastIndexOf(' ');
  return `${(word > longest / 2 ? cut.slice(0, word) : cut).replace(/[\s,.;:–-]+$/, '')} …`;
}
