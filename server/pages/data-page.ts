import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { openAssessments } from '../open/assessments.ts';
import {
  columnsOf,
  FILE_FORMATS,
  fileAddress,
  FORMAT_NAMES,
  LICENSES,
  schemaAddress,
  type Dataset,
} from '../opendata/dataset.ts';
import { DATASETS } from '../opendata/datasets.ts';
import { shownContents } from '../showcase/shown.ts';
import { markup, type Markup } from '../http/markup.ts';
import { showPublic } from './public-page.ts';

function section(deps: Deps, dataset: Dataset, parts: readonly string[]): Markup {
  const { name, url } = LICENSES[dataset.license];
  return markup`<section id="${dataset.id}"><h2>${dataset.title}</h2><p>${dataset.description}</p>
    ${
      parts.length === 0
        ? markup`<p class="quiet">Inget är publicerat ännu.</p>`
        : markup`<ul>${parts.map((part) => markup`<li>${part === '' ? 'Allt' : part}: ${FILE_FORMATS.map((format) => markup`<a href="${fileAddress(dataset, part, format)}" aria-label="${dataset.title} ${part}, ${FORMAT_NAMES[format]}">${FORMAT_NAMES[format]}</a> `)}</li>`)}</ul>`
    }
    <p>Licens: <a href="${url}" rel="license noopener">${name}</a>. <a href="${schemaAddress(dataset)}">Beskrivning av fälten (JSON Table Schema)</a></p>
    <details class="ds-details"><summary>Fält</summary><div class="table-wrap" tabindex="0" role="region" aria-label="Fält i ${dataset.title}"><table class="ds-table"><thead><tr><th scope="col">Fält</th><th scope="col">Typ</th><th scope="col">Betydelse</th></tr></thead>
      <tbody>${columnsOf(deps, dataset).map((column) => markup`<tr><th scope="row"><code>${column.name}</code></th><td>${column.type}</td><td>${column.title}. ${column.description}.</td></tr>`)}</tbody></table></div></details></section>`;
}

async function dataPage(deps: Deps): Promise<Markup> {
  const sections = await Promise.all(
    DATASETS.map(async (dataset) => section(deps, dataset, await dataset.parts(deps))),
  );
  return markup`<article class="reading"><h1>Öppna data</h1>
    <p class="lead">Kriterier, siffror, öppna självskattningar och exempel går att hämta och använda. Ingen inloggning behövs, och adresserna ändras inte.</p>
    <ul><li>Det är organisationernas egna bedömningar. De är inte granskade av någon annan, och de säger inget om vem som är bäst.</li>
    <li>Siffror som skulle kunna avslöja någon som bara delar statistik visas inte. Då är fälten tomma och <code>visas</code> är <code>false</code>.</li>
    <li>När en kommun eller region slutar visa något försvinner det härifrån direkt. Det som redan är hämtat når vi inte. Ta gärna bort det hos dig också.</li>
    <li>Siffror får användas utan villkor (CC0). Texter får användas om källan anges (CC BY).</li></ul>
    <p>CSV-filerna har komma mellan fälten, punkt i decimaltal och teckenkodningen UTF-8. Till Excel finns samma uppgifter som Excelfil.</p></article>
    <div class="reading">${sections}
    <section id="resultat"><h2>Resultat med signatur</h2><p>Varje öppen självskattning finns som en fil med digital signatur, så att det går att se om den har ändrats. Länken finns på sidan ”Kontrollera att uppgifterna är äkta”, som du når från varje år hos <a href="/oppet">dem som visar öppet</a>. Nycklarna finns i <a href="/data/nycklar.json">nycklar.json</a>.</p></section>
    <section id="katalog"><h2>För dataportaler</h2><p>Förteckningen över datamängderna följer DCAT-AP-SE 3.0.1: <a href="/data/katalog.rdf">RDF/XML</a>, <a href="/data/katalog.ttl">Turtle</a>, <a href="/data/katalog.jsonld">JSON-LD</a>. Sveriges dataportal kan hämta (”skörda”) den första.</p></section>
    <section id="kontakt"><h2>Frågor</h2><p id="utgivare">Utgivare är ${deps.config.operatorName}.${deps.config.contactEmail ? markup` Skriv till <a href="mailto:${deps.config.contactEmail}">${deps.config.contactEmail}</a>.` : ''} Det finns också ett <a href="/api/docs/">API</a>.</p></section></div>`;
}

/** What search engines are told of: every public page that has something of its own to say. */
async function publicAddresses(deps: Deps): Promise<string[]> {
  const [examples, open] = await Promise.all([shownContents(deps), openAssessments(deps)]);
  const criteria = deps.catalogues.versions.flatMap(({ version, criteria: rows }) => [
    `/kriterierna/${version}`,
    ...rows.map(({ code }) => `/kriterierna/${version}/${code}`),
  ]);
  return [
    ...[
      '/',
      '/skyltfonster',
      '/material',
      '/siffror',
      '/oppet',
      '/data',
      '/sa-raknar-vi',
      '/om',
      '/personuppgifter',
      '/personuppgifter/register',
    ],
    ...['/tillganglighet', '/english'],
    ...criteria,
    ...examples.map(({ slug }) => `/skyltfonster/${slug}`),
    ...new Set(open.map(({ code }) => `/oppet/${code}`)),
    ...open.map(({ code, year }) => `/oppet/${code}/${year}`),
  ];
}

/** The page that explains the open data, and what programs that find pages ask for. */
export function dataPages(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);
  app.get('/data', PUBLIC, async (request, reply) =>
    show(request, reply, {
      path: '/data',
      title: 'Öppna data',
      description: 'Hämta kriterier, siffror, öppna självskattningar och exempel. CSV, JSON och DCAT-AP-SE.',
      styles: 'cards',
      content: await dataPage(deps),
    }),
  );

  app.get('/sitemap.xml', PUBLIC, async (_request, reply) => {
    const urls = (await publicAddresses(deps)).map(
      (path) => markup`<url><loc>${deps.config.publicUrl}${path}</loc></url>`,
    );
    return reply
      .type('application/xml; charset=utf-8')
      .header('Cache-Control', 'no-cache')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?>${markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`.html}`,
      );
  });

  // Invented figures have no place in a search engine.
  app.get('/robots.txt', PUBLIC, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(
        deps.config.demo
          ? 'User-agent: *\nDisallow: /\n'
          : `User-agent: *\nDisallow: /api/\nAllow: /\nSitemap: ${deps.config.publicUrl}/sitemap.xml\n`,
      ),
  );
}
