import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Site } from './site.ts';

/**
 * What Lighthouse 12 checks of structure and metadata ("SEO", "Best practices", and what it asks beyond axe), as a
 * list of our own: every address in the sitemap, and the public pages that search engines are not told of.
 * https://developer.chrome.com/docs/lighthouse/seo
 */
interface Facts {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  /** Where in the document the encoding is told, in characters. */
  readonly charsetAt: number;
  readonly doctype: boolean;
  readonly lang: string;
  readonly title: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly canonical: readonly string[];
  readonly feed: readonly string[];
  readonly structured: readonly string[];
  readonly scripts: number;
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly mains: number;
  readonly navs: readonly string[];
  readonly links: readonly { readonly href: string | null; readonly name: string; readonly hidden: boolean }[];
  readonly images: readonly {
    readonly alt: string | null;
    readonly width: string | null;
    readonly height: string | null;
  }[];
  readonly ids: readonly string[];
}

/** Reads the documents as they are sent, without running them: fetched and parsed in an empty page of the same site. */
const READ = `async (paths) => Promise.all(paths.map(async (path) => {
  const response = await fetch(path, { headers: { accept: 'text/html' } });
  const html = await response.text();
  const doc = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector) => [...doc.querySelectorAll(selector)];
  const attribute = (selector, name) => all(selector).map((each) => each.getAttribute(name));
  const words = (each) => each.textContent.replace(/\\s+/g, ' ').trim();
  return {
    path,
    status: response.status,
    type: response.headers.get('content-type'),
    charsetAt: html.search(/<meta charset="utf-8">/i),
    doctype: /^<!doctype html>/i.test(html),
    lang: doc.documentElement.lang,
    title: doc.title,
    meta: Object.fromEntries(all('meta[content]').map((each) => [each.getAttribute('name') ?? each.getAttribute('property'), each.content])),
    canonical: attribute('link[rel=canonical]', 'href'),
    feed: attribute('link[rel=alternate][type="application/atom+xml"]', 'href'),
    structured: all('script[type="application/ld+json"]').map((each) => each.textContent),
    scripts: all('script:not([type="application/ld+json"])').length,
    headings: all('h1,h2,h3,h4,h5,h6').map((each) => ({ level: Number(each.tagName[1]), text: words(each) })),
    mains: all('main').length,
    navs: attribute('nav', 'aria-label').map((label) => label ?? ''),
    links: all('a').map((each) => ({ href: each.getAttribute('href'), name: each.getAttribute('aria-label') ?? words(each), hidden: each.matches('.skip') })),
    images: all('img').map((each) => ({ alt: each.getAttribute('alt'), width: each.getAttribute('width'), height: each.getAttribute('height') })),
    ids: all('[id]').map((each) => each.id),
  };
}))`;

let site: Site;
let listed: readonly Facts[] = [];
let unlisted: readonly Facts[] = [];

beforeAll(async () => {
  site = await Site.start({ demo: true });
  const page = await (await site.context()).newPage();
  await page.goto('/robots.txt');
  const read = (paths: readonly string[]) => page.evaluate<Facts[]>(`(${READ})(${JSON.stringify(paths)})`);
  const sitemap = await page.evaluate<string>(`fetch('/sitemap.xml').then((response) => response.text())`);
  const { publicUrl } = site.deps.config;
  listed = await read([...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url.slice(publicUrl.length)));
  unlisted = await read(['/logga-in', '/finns-inte', '/inbjudan/finns-inte']);
  await page.context().close();
});
afterAll(() => site.stop());

/** Every page that breaks a rule, and how: so that a failure names them all. */
const breaking = (pages: readonly Facts[], rule: (facts: Facts) => unknown) =>
  pages.flatMap((facts) => {
    const found = rule(facts);
    return found === undefined || found === false || (Array.isArray(found) && found.length === 0)
      ? []
      : [`${facts.path}: ${JSON.stringify(found)}`];
  });
const repeated = (words: readonly string[]) => words.filter((word, i) => words.indexOf(word) !== i);

/** [Lighthouse's name for it, what breaks it]. */
const EVERY_PAGE: readonly (readonly [string, (facts: Facts) => unknown])[] = [
  ['doctype', ({ doctype }) => !doctype],
  [
    'charset, within the first 1 024 bytes',
    ({ charsetAt, type }) => charsetAt < 0 || charsetAt > 900 || !type.includes('utf-8'),
  ],
  [
    'viewport, and people may zoom',
    ({ meta: { viewport = '' } }) =>
      !viewport.includes('width=device-width') || /user-scalable|maximum-scale/.test(viewport),
  ],
  ['html-has-lang', ({ lang }) => !['sv', 'en'].includes(lang)],
  ['document-title, with the name of the site', ({ title }) => !/^.{3,} – MR-kollen$/.test(title)],
  [
    'one h1, first, and not the site’s name',
    ({ headings }) =>
      headings[0]?.level !== 1 ||
      headings.filter(({ level }) => level === 1).length !== 1 ||
      headings[0].text === 'MR-kollen',
  ],
  [
    'heading-order: no level is skipped',
    ({ headings }) => headings.filter(({ level }, i) => level > (headings[i - 1]?.level ?? 0) + 1),
  ],
  ['headings say something', ({ headings }) => headings.filter(({ text }) => text === '')],
  [
    'one main, and navigation with names',
    ({ mains, navs }) => mains !== 1 || navs.includes('') || repeated(navs).length > 0,
  ],
  [
    'crawlable-anchors',
    ({ links }) => links.filter(({ href }) => href === null || href === '' || /^(javascript:|#$)/.test(href)),
  ],
  [
    'link-name and link-text: says where it leads',
    ({ links }) =>
      links.filter(({ name }) => name === '' || /^(här|klicka här|läs mer|mer|länk|here|more|link)$/i.test(name)),
  ],
  [
    'image-alt and unsized-images',
    ({ images }) =>
      images.filter(
        ({ alt, width, height }) => alt === null || !/^\d+$/.test(width ?? '') || !/^\d+$/.test(height ?? ''),
      ),
  ],
  ['duplicate ids', ({ ids }) => repeated(ids)],
  // Where one signs in there is one, for the passkey; without it the page is whole all the same (server/pages).
  ['no scripts: the page is whole without', ({ path, scripts }) => scripts > (path === '/logga-in' ? 1 : 0)],
];

const LISTED_PAGE: readonly (readonly [string, (facts: Facts) => unknown])[] = [
  ['http-status-code', ({ status }) => status !== 200],
  ['is-crawlable', ({ meta: { robots = '' } }) => robots.includes('noindex')],
  [
    'meta-description, of a length that is shown whole',
    ({ meta: { description = '' } }) => (description.length < 25 || description.length > 160) && description,
  ],
  [
    'canonical: itself, whole, once',
    ({ path, canonical }) =>
      (canonical.length !== 1 || canonical[0] !== `${site.deps.config.publicUrl}${path}`) && canonical,
  ],
  [
    'Open Graph, the same as the page',
    ({ meta, title, canonical }) =>
      meta['og:title'] !== title.replace(/ – MR-kollen$/, '') ||
      meta['og:description'] !== meta.description ||
      meta['og:url'] !== canonical[0] ||
      !['article', 'website'].includes(meta['og:type'] ?? '') ||
      meta['og:locale'] !== 'sv_SE',
  ],
  [
    'structured-data can be read',
    ({ structured }) =>
      structured.filter((text) => (JSON.parse(text) as { '@context'?: string })['@context'] !== 'https://schema.org'),
  ],
  [
    'font-size and hreflang: the page in English says so',
    ({ path, lang }) => (lang === 'en') !== (path === '/english'),
  ],
];

describe('every public page', () => {
  test('is in the sitemap, once', () => {
    expect(listed.length).toBeGreaterThan(100);
    expect(repeated(listed.map(({ path }) => path))).toEqual([]);
  });
  test.each(EVERY_PAGE)('%s', (_name, rule) => {
    expect(breaking([...listed, ...unlisted], rule)).toEqual([]);
  });
  test.each(LISTED_PAGE)('%s', (_name, rule) => {
    expect(breaking(listed, rule)).toEqual([]);
  });
  test('has a title and a description of its own', () => {
    expect(repeated(listed.map(({ title }) => title))).toEqual([]);
    expect(repeated(listed.map(({ meta: { description = '' } }) => description))).toEqual([]);
  });
  test('that is for whoever has come to it is not for search engines', () => {
    expect(unlisted.map(({ status }) => status)).toEqual([200, 404, 404]);
    expect(
      breaking(unlisted, ({ meta: { robots }, canonical }) => robots !== 'noindex' || canonical.length > 0),
    ).toEqual([]);
  });
});

describe('an example', () => {
  const examples = () => listed.filter(({ path }) => /^\/skyltfonster\/./.test(path));

  test('says who wrote it, of what, when, and on what terms it may be used', () => {
    expect(examples().length).toBeGreaterThan(5);
    for (const { structured, headings, meta, path } of examples()) {
      const [article, ...more] = structured.map((text) => JSON.parse(text) as Record<string, unknown>);
      expect(more, path).toEqual([]);
      expect(article, path).toMatchObject({
        '@type': 'Article',
        headline: headings[0]?.text,
        description: meta.description,
        inLanguage: 'sv',
        license: 'https://creativecommons.org/licenses/by/4.0/',
        author: { '@type': 'GovernmentOrganization', name: expect.stringMatching(/\S/) as string },
        datePublished: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string,
      });
      expect(meta['og:type'], path).toBe('article');
    }
  });

  test('with a picture shares it, with its words and size, at an address that answers', async () => {
    const pictured = examples().filter(({ meta }) => meta['og:image']);
    expect(pictured.length).toBeGreaterThan(0);
    for (const { meta, path } of pictured) {
      expect(meta['og:image:alt'], path).toMatch(/\S{3}/);
      expect(Number(meta['og:image:width']), path).toBeGreaterThan(299);
      const picture = await fetch(meta['og:image'] ?? '');
      expect([picture.status, picture.headers.get('content-type')], path).toEqual([200, 'image/jpeg']);
    }
  });

  test('can be followed: the feed is told of, and answers', async () => {
    for (const { feed, path } of examples()) expect(feed, path).toEqual(['/skyltfonster/flode.xml']);
    const answer = await fetch(`${site.deps.config.publicUrl}/skyltfonster/flode.xml`);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  });
});
