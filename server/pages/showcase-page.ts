import { groupsOf, type Lens } from '../../criteria/scoring/lens.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { COUNTIES, PEER_GROUPS } from '../../criteria/comparison/peer-groups.ts';
import { originLabel } from '../../criteria/present/example-article.ts';
import type { ExampleContent, ShowcaseQuery } from '../showcase/contract.ts';
import type { ShowcaseResult } from '../showcase/shown.ts';
import { choiceField, type Option } from './choice-field.ts';
import { markup, type Markup } from '../http/markup.ts';
import { excerpt } from './metadata.ts';

/** What each choice is called in the address, which people read and share. */
export const SHOWCASE_ADDRESS = {
  q: 'sok',
  area: 'omrade',
  theme: 'tema',
  role: 'uppdrag',
  goal: 'mal',
  criterion: 'kriterium',
  group: 'kommungrupp',
  county: 'lan',
  size: 'storlek',
  like: 'lik',
} as const satisfies Record<keyof ShowcaseQuery, string>;

export const PER_PAGE = 20;

/** A list of examples: what each is about, from whom, and a picture where there is one. */
export function exampleCards(examples: readonly ExampleContent[], heading: 'h2' | 'h3' = 'h2'): Markup {
  return markup`<ul class="plain cards">${examples.map(({ slug, text, organisation, origin, subject, pictures }) => {
    const [picture] = pictures;
    const title = markup`<a href="/skyltfonster/${slug}">${text.title}</a>`;
    return markup`<li class="card">${picture ? markup`<img src="/skyltfonster/bilder/${picture.id}?liten" alt="" width="${picture.width}" height="${picture.height}" loading="lazy" decoding="async">` : ''}
      <div>${heading === 'h2' ? markup`<h2>${title}</h2>` : markup`<h3>${title}</h3>`}
      <p class="quiet">${organisation.name} · ${subject.kind === 'area' ? subject.title : `${subject.code} ${subject.title}`} <span class="ds-tag" data-size="sm">${originLabel(origin)}</span></p>
      <p>${excerpt(text.what, 180)}</p></div></li>`;
  })}</ul>`;
}

function choice(name: keyof ShowcaseQuery, label: string, options: readonly Option[], chosen: string): Markup {
  return choiceField(SHOWCASE_ADDRESS[name], label, options, chosen);
}

const ofKind = (kind: string, strip: RegExp) =>
  PEER_GROUPS.filter((group) => group.kind === kind).map(({ key, name }) => ({
    value: key.replace(strip, ''),
    label: name,
  }));

/** The same choices, with one of them changed: for the links to other pages of the list. */
export function showcaseAddress(query: ShowcaseQuery, page = 1): string {
  const search = new URLSearchParams();
  for (const [key, name] of Object.entries(SHOWCASE_ADDRESS)) {
    const value = query[key as keyof ShowcaseQuery];
    if (value !== '') search.set(name, value);
  }
  if (page > 1) search.set('sida', String(page));
  const text = search.toString();
  return `/skyltfonster${text ? `?${text}` : ''}`;
}

export interface ShownShowcase {
  readonly query: ShowcaseQuery;
  /** What was typed as the kommun to be like, when none has that name. */
  readonly unknownLike: string | null;
  readonly result: ShowcaseResult;
  readonly catalogue: Catalogue;
  readonly page: number;
}

function form({ query, unknownLike, result, catalogue }: ShownShowcase): Markup {
  const lens = (name: Lens) => groupsOf(catalogue, name).map(({ key, name: label }) => ({ value: key, label }));
  const more =
    [query.role, query.goal, query.criterion, query.group, query.county, query.size, query.like].some(Boolean) ||
    unknownLike !== null;
  return markup`<form method="get" action="/skyltfonster" class="search-form" role="search">
    <div class="field"><label for="sok">Sök bland exemplen</label><input class="ds-input" type="search" id="sok" name="sok" value="${query.q}" maxlength="200"></div>
    <div class="choices">${choice('area', 'Område', lens('area'), query.area)} ${choice('theme', 'Tema', lens('theme'), query.theme)}</div>
    <details class="ds-details" ?open=${more}><summary>Fler val</summary><div>
      <div class="choices">${choice('role', 'Uppdrag', lens('role'), query.role)} ${choice('goal', 'Globalt mål', lens('goal'), query.goal)}
      ${choice(
        'criterion',
        'Kriterium',
        catalogue.criteria.map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
        query.criterion,
      )}
      ${choice('group', 'Kommungrupp', ofKind('group', /^kommungrupp-/), query.group.toLowerCase())} ${choice(
        'county',
        'Län',
        Object.entries(COUNTIES).map(([value, label]) => ({ value, label })),
        query.county,
      )}
      ${choice('size', 'Storlek', ofKind('size', /^storlek-/), query.size)}</div>
      <div class="field"><label for="lik">Kommuner som vår: visa de mest lika först</label>
        ${unknownLike === null ? '' : markup`<p class="field-error" id="lik-error">Ingen kommun heter ”${unknownLike}”. Skriv namnet som det stavas, till exempel Piteå.</p>`}
        <input class="ds-input" id="lik" name="lik" value="${unknownLike ?? result.like?.name ?? ''}" placeholder="Kommunens namn" autocomplete="off" ${unknownLike === null ? '' : markup`aria-invalid="true" aria-describedby="lik-error"`}></div>
    </div></details>
    <p class="actions"><button class="ds-button">Visa</button> <a href="/skyltfonster">Rensa</a></p></form>`;
}

function outcome({ query, result, page }: ShownShowcase): Markup {
  const { examples, onlySome, total, like } = result;
  if (total === 0)
    return markup`<p>Det finns inga exempel ännu. De kommer när kommuner och regioner har berättat och samtyckt till att visas.</p>`;
  const pages = Math.max(1, Math.ceil(examples.length / PER_PAGE));
  const at = Math.min(page, pages);
  return markup`<p role="status">${examples.length === 0 ? 'Inget exempel passar. Ta bort något av valen eller sök på ett annat ord.' : `${examples.length} av ${total} exempel.${onlySome ? ' Inget innehåller alla orden, så här är de som innehåller något av dem.' : ''}${like ? ` De som är mest lika ${like.name} kommer först.` : ''}`}</p>
    ${exampleCards(examples.slice((at - 1) * PER_PAGE, at * PER_PAGE))}
    ${pages > 1 ? markup`<nav class="pager" aria-label="Sidor">${at > 1 ? markup`<a href="${showcaseAddress(query, at - 1)}" rel="prev">Föregående</a>` : ''} <span>Sida ${at} av ${pages}</span> ${at < pages ? markup`<a href="${showcaseAddress(query, at + 1)}" rel="next">Nästa</a>` : ''}</nav>` : ''}`;
}

/** The showcase: search, choose, read on. Works without JavaScript. */
export function showcasePage(shown: ShownShowcase): Markup {
  return markup`<div class="reading"><h1>Skyltfönstret</h1>
    <p class="lead">Här berättar kommuner och regioner hur de arbetar med mänskliga rättigheter, vad det har gett och vad som var svårt.</p>
    <p>De som är märkta ”Utmärker sig” är inbjudna <a href="/sa-raknar-vi#utmarker-sig">enligt en öppen regel</a>. De som är märkta ”Eget exempel” har organisationen själv föreslagit. Allt är egna bedömningar.</p></div>
    ${form(shown)} ${outcome(shown)}
    <p class="quiet"><a href="/skyltfonster/flode.xml" type="application/atom+xml">Följ nya exempel (Atom)</a> · <a href="/data">Hämta som öppna data</a></p>`;
}

/** Below an example: others about the same, and where it came from. */
export function furtherExamples(others: readonly ExampleContent[]): Markup {
  return markup`<aside class="further" aria-label="Fler exempel">${others.length > 0 ? markup`<h2>Fler exempel om samma sak</h2>${exampleCards(others, 'h3')}` : ''}<p><a href="/skyltfonster">Alla exempel</a></p></aside>`;
}
