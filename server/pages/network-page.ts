import { formatDate, formatIndex } from '../../criteria/present/format.ts';
import { groupsOf } from '../../criteria/scoring/lens.ts';
import { criterionKey, indexKey } from '../../criteria/comparison/measure-keys.ts';
import { isShown, type Figure, type Page } from '../../criteria/comparison/edition-model.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { PEER_GROUPS, peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { currentEdition, pageOf, type CurrentEdition } from '../editions/read.ts';
import { allRounds } from '../rounds/queries.ts';
import { markup, type Markup } from '../http/markup.ts';

const WITHHELD = markup`<span aria-hidden="true">..</span><span class="visually-hidden">visas inte</span>`;

function row(name: string, figure: Figure | undefined): Markup {
  if (!isShown(figure))
    return markup`<tr><th scope="row">${name}</th><td class="num">${WITHHELD}</td><td class="num">${WITHHELD}</td><td class="num">${WITHHELD}</td><td>${WITHHELD}</td></tr>`;
  const { n, median, quartiles, scope, without } = figure;
  const covers = scope === 'everyone' ? 'alla' : `bara öppna, ${without} räknas inte med`;
  return markup`<tr><th scope="row">${name}</th><td class="num">${formatIndex(median)}</td><td class="num">${quartiles ? `${formatIndex(quartiles[0])}–${formatIndex(quartiles[1])}` : WITHHELD}</td><td class="num">${n}</td><td>${covers}</td></tr>`;
}

interface Measured {
  readonly key: string;
  readonly name: string;
}

/** One area in a picture and a sentence: the middle half as a box, the median as a line, on a scale from 0 to 100. */
function areaPicture({ key, name }: Measured, figures: Page, peers: string): Markup {
  const figure = figures[key];
  if (!isShown(figure))
    return markup`<li><h3>${name}</h3><p>${figure?.withheld === 'few' || peers !== 'kommuner' ? 'Färre än fem kan räknas med, så det finns ingen siffra att visa.' : 'Siffran visas inte, eftersom det skulle gå att räkna ut vad någon har svarat.'}</p></li>`;
  const { n, median, quartiles, scope, without } = figure;
  const place = (value: number) => 10 + value * 4;
  const box =
    quartiles &&
    markup`<rect class="middle" x="${place(quartiles[0])}" y="10" width="${Math.max(2, place(quartiles[1]) - place(quartiles[0]))}" height="20"></rect>`;
  const half = quartiles
    ? ` Den mittersta hälften ligger mellan ${formatIndex(quartiles[0])} och ${formatIndex(quartiles[1])}.`
    : '';
  const covered =
    scope === 'everyone' || without === 0
      ? ''
      : without === 1
        ? ' En som inte delar öppet räknas inte med.'
        : ` ${without} som inte delar öppet räknas inte med.`;
  return markup`<li><h3>${name}</h3><svg viewBox="0 0 420 40" role="presentation" class="strip"><line class="scale" x1="10" y1="20" x2="410" y2="20"></line>${box ?? ''}<line class="median" x1="${place(median)}" y1="4" x2="${place(median)}" y2="36"></line></svg>
    <p>Medianen är <strong>${formatIndex(median)}</strong> av 100.${half} ${n} är med i siffran.${covered}</p></li>`;
}

/** The areas at a glance, before the tables. */
function pictures(measures: readonly Measured[], figures: Page, peers: string): Markup {
  const asked = measures.filter(({ key }) => key in figures);
  if (asked.length === 0) return markup``;
  return markup`<section><h2>Område för område</h2>
    <p class="quiet">Rutan är den mittersta hälften av dem som är med, strecket är medianen. Skalan går från 0 till 100.</p>
    <ul class="plain strips">${asked.map((each) => areaPicture(each, figures, peers))}</ul></section>`;
}

function table(caption: string, measures: readonly Measured[], figures: Page): Markup {
  return markup`<div class="table-wrap" tabindex="0" role="region" aria-label="${caption}"><table class="ds-table"><caption>${caption}</caption>
    <thead><tr><th scope="col">Mått</th><th scope="col" class="num">Median</th><th scope="col" class="num">Mittersta hälften</th><th scope="col" class="num">Antal</th><th scope="col">Omfattar</th></tr></thead>
    <tbody>${measures.filter(({ key }) => key in figures).map(({ key, name }) => row(name, figures[key]))}</tbody></table></div>`;
}

const byLens = (catalogue: Catalogue, lens: 'area' | 'role' | 'theme'): readonly Measured[] =>
  groupsOf(catalogue, lens).map(({ key, name }) => ({ key: indexKey(lens, key), name }));

export interface ShownFigures {
  readonly years: readonly number[];
  readonly edition: CurrentEdition;
  readonly catalogue: Catalogue;
  readonly peers: string;
  readonly submitted: number;
  readonly figures: Page;
}

/** The open figures of a year and group; undefined before anything has been published. */
export async function openFiguresOf(
  deps: Deps,
  wantedYear: number | undefined,
  peers: string,
): Promise<ShownFigures | undefined> {
  const rounds = await allRounds(deps.db);
  const withEdition: { readonly edition: CurrentEdition; readonly catalogue: string }[] = [];
  for (const { year, catalogue } of rounds) {
    const edition = await currentEdition(deps.db, year);
    if (edition) withEdition.push({ edition, catalogue });
  }
  const chosen = withEdition.find(({ edition }) => edition.year === wantedYear) ?? withEdition[0];
  if (!chosen) return undefined;
  const page = await pageOf(deps.db, chosen.edition, 'public', peers);
  return {
    years: withEdition.map(({ edition }) => edition.year),
    edition: chosen.edition,
    catalogue: catalogueOf(deps, chosen.catalogue),
    peers,
    submitted: page?.submitted ?? 0,
    figures: page?.figures ?? {},
  };
}

/** The network's open figures, for anyone, without JavaScript. */
export function networkPage(shown: ShownFigures | undefined): Markup {
  if (!shown)
    return markup`<article class="reading"><h1>Nätverkets siffror</h1><p>Det finns inga siffror ännu. De publiceras senast när nätverkets första omgång stänger.</p></article>`;
  const { years, edition, catalogue, peers, submitted, figures } = shown;
  const name = peerGroup(peers)?.name ?? '';
  const chosen = (yes: boolean) => (yes ? markup` selected` : '');
  return markup`<article><h1>Nätverkets siffror ${edition.year}</h1>
    <p class="lead">Så bedömer kommuner och regioner i nätverket sitt eget arbete med mänskliga rättigheter. Siffrorna är egna bedömningar, och det finns ingen rangordning.</p>
    <form method="get" action="/siffror" class="form no-print"><div class="field"><label for="ar">År</label><select class="ds-input" id="ar" name="ar">${years.map((year) => markup`<option${chosen(year === edition.year)}>${year}</option>`)}</select></div>
      <div class="field"><label for="grupp">Grupp</label><select class="ds-input" id="grupp" name="grupp">${PEER_GROUPS.map((group) => markup`<option value="${group.key}"${chosen(group.key === peers)}>${group.name}</option>`)}</select></div>
      <p><button class="ds-button" data-variant="secondary">Visa</button></p></form>
    <p>${name}: ${submitted} har skickat in. Utgåva ${edition.number}, ${formatDate(edition.computed_at)}. Kriterier version ${catalogue.version}.</p>
    <p>Siffran omfattar alla i gruppen, eller bara dem som delar öppet. <strong>..</strong> betyder att den inte visas: färre än fem har svarat, eller så är de som inte syns med namn för få. ${edition.sets === null ? '' : markup`I siffror för alla är en del svar från dem som inte syns med namn utbytta. <a href="/sa-raknar-vi#skydd">Så skyddas de</a>.`}</p>
    ${pictures(byLens(catalogue, 'area'), figures, peers)}
    <h2>Tabeller</h2>
    ${table('Område, index 0–100', byLens(catalogue, 'area'), figures)}
    ${table('Uppdrag, index 0–100', byLens(catalogue, 'role'), figures)}
    ${table('Tema, index 0–100', byLens(catalogue, 'theme'), figures)}
    ${table(
      'Kriterier, nivå 0–4',
      catalogue.criteria.map(({ code, title }) => ({ key: criterionKey(code), name: `${code} ${title}` })),
      figures,
    )}
    <p><a href="/api/v1/benchmark.csv?year=${edition.year}&amp;peers=${peers}">Hämta som CSV</a> · <a href="/sa-raknar-vi#jamforelse">Så räknar vi</a></p></article>`;
}
