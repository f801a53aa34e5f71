import { formatDate } from '../../criteria/present/format.ts';
import type { FastifyInstance } from 'fastify';
import { groupsOf, type Lens } from '../../criteria/scoring/lens.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { KIND_WORDS, LANGUAGE_WORDS } from '../../criteria/present/material-words.ts';
import { latestCatalogue } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { materialQuery, type MaterialQuery, type ShownMaterial } from '../materials/contract.ts';
import { browseMaterials, type MaterialResult } from '../materials/shown.ts';
import { choiceField, choicesIn } from './choice-field.ts';
import { markup, type Markup } from '../http/markup.ts';
import { showPublic } from './public-page.ts';

/** What each choice is called in the address. */
const ADDRESS = {
  q: 'sok',
  theme: 'tema',
  kind: 'slag',
  criterion: 'kriterium',
  role: 'uppdrag',
  language: 'sprak',
} as const satisfies Record<keyof MaterialQuery, string>;

/** One material: what it is, for whom, and what it is tied to. */
function materialItem(material: ShownMaterial, catalogue: Catalogue): Markup {
  const { id, title, publisher, description, kind, audience, length, language, link, criteria, themes, checkedOn } =
    material;
  const facts = [audience && `för ${audience}`, length, language === 'sv' ? '' : `på ${LANGUAGE_WORDS[language]}`]
    .filter(Boolean)
    .join(' · ');
  const themeNames = themes.map(
    (theme) => catalogue.vocabulary.themes.find((each) => each.id === theme)?.name ?? theme,
  );
  return markup`<li class="card" id="${id}"><div><h2><a href="${link}" rel="noopener">${title}</a></h2>
    <p class="quiet">${publisher} <span class="ds-tag" data-size="sm">${KIND_WORDS[kind]}</span></p><p>${description}</p>
    ${facts ? markup`<p class="quiet">${facts.charAt(0).toLocaleUpperCase('sv') + facts.slice(1)}</p>` : ''}
    ${criteria.length > 0 ? markup`<p class="quiet">Kriterier: ${criteria.map((code) => markup`<a href="/kriterierna/${catalogue.version}/${code}">${code}</a> `)}</p>` : ''}
    ${themeNames.length > 0 ? markup`<p class="quiet">Teman: ${themeNames.join(', ')}</p>` : ''}
    <p class="quiet">${checkedOn ? `Kontrollerat ${formatDate(checkedOn)}` : 'Inte kontrollerat än. Länken kan leda till utgivarens startsida.'}</p></div></li>`;
}

function materialPage(
  query: MaterialQuery,
  { materials, total, onlySome }: MaterialResult,
  catalogue: Catalogue,
): Markup {
  const lens = (name: Lens) => groupsOf(catalogue, name).map(({ key, name: label }) => ({ value: key, label }));
  const words = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([value, label]) => ({
      value,
      label: label.charAt(0).toLocaleUpperCase('sv') + label.slice(1),
    }));
  return markup`<div class="reading"><h1>Stöd och material</h1>
    <p class="lead">Kurser, vägledningar och metoder för den som arbetar med mänskliga rättigheter i en kommun eller region.</p>
    <p>Materialet tas fram av myndigheter, länsstyrelser, universitet, kommuner och regioner. Den som driver tjänsten läser det som andra föreslår innan det visas. Utgivaren svarar för innehållet.</p></div>
    <form method="get" action="/material" class="search-form" role="search">
      <div class="field"><label for="sok">Sök bland materialet</label><input class="ds-input" type="search" id="sok" name="sok" value="${query.q}" maxlength="200"></div>
      <div class="choices">${choiceField('tema', 'Tema', lens('theme'), query.theme)} ${choiceField('slag', 'Slag', words(KIND_WORDS), query.kind)}</div>
      <details class="ds-details" ?open=${[query.criterion, query.role, query.language].some(Boolean)}><summary>Fler val</summary><div><div class="choices">${choiceField('uppdrag', 'Uppdrag', lens('role'), query.role)}
        ${choiceField(
          'kriterium',
          'Kriterium',
          catalogue.criteria.map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
          query.criterion,
        )} ${choiceField('sprak', 'Språk', words(LANGUAGE_WORDS), query.language)}</div></div></details>
      <p class="actions"><button class="ds-button">Visa</button> <a href="/material">Rensa</a></p></form>
    <p role="status">${total === 0 ? 'Det finns inget material ännu.' : materials.length === 0 ? 'Inget material passar. Ta bort något av valen eller sök på ett annat ord.' : `${materials.length} av ${total}.${onlySome ? ' Inget innehåller alla orden, så här är de som innehåller något av dem.' : ''}`}</p>
    <ul class="plain cards">${materials.map((material) => materialItem(material, catalogue))}</ul>
    <p class="quiet">Har ni material som andra kan ha nytta av? Samordnare, länsstyrelser och materialgivare kan föreslå det när de är <a href="/logga-in?till=/egna-material">inloggade</a>.</p>`;
}

/** The library of learning materials, for anyone. */
export function materialPages(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);
  app.get<{ Querystring: Record<string, unknown> }>('/material', PUBLIC, async (request, reply) => {
    const query = choicesIn(materialQuery, ADDRESS, request.query);
    return show(request, reply, {
      path: '/material',
      title: 'Stöd och material',
      description: 'Kurser, vägledningar och metoder om mänskliga rättigheter för kommuner och regioner.',
      styles: 'cards',
      content: materialPage(query, await browseMaterials(deps, query), latestCatalogue(deps)),
    });
  });
}
