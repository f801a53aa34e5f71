import { formatIndex } from '../../criteria/present/format.ts';
import { criteriaFor, tasksOf, type Catalogue } from '../../criteria/model.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import { markup, type Markup } from '../http/markup.ts';
import type { OpenAssessment } from '../open/assessments.ts';

const MISSING = markup`<span aria-hidden="true">-</span><span class="visually-hidden">uppgift saknas</span>`;
const NOT_APPLICABLE = markup`<span aria-hidden="true">.</span><span class="visually-hidden">ej aktuellt</span>`;

/** What is asked for: two open assessments, each `1281-2025`; undefined where nothing is chosen. */
export interface Pair {
  readonly open: readonly OpenAssessment[];
  readonly chosen: readonly [string, string];
  readonly shown: readonly [NamedAssessment, NamedAssessment] | undefined;
  readonly catalogue: Catalogue | undefined;
}

export const idOf = ({ code, year }: Pick<OpenAssessment, 'code' | 'year'>): string => `${code}-${year}`;

function choice(name: string, label: string, { open }: Pair, chosen: string): Markup {
  return markup`<div class="field"><label for="${name}">${label}</label><select class="ds-input" id="${name}" name="${name}"><option value="">Välj</option>${open.map((each) => markup`<option value="${idOf(each)}"${idOf(each) === chosen ? markup` selected` : ''}>${each.name} ${each.year}</option>`)}</select></div>`;
}

function levelOf({ answers }: NamedAssessment, code: string): Markup {
  const answer = answers.find((each) => each.code === code);
  if (answer?.notApplicable) return NOT_APPLICABLE;
  return answer?.level === null || answer === undefined
    ? MISSING
    : markup`<span class="level-mark" data-level="${answer.level}">${answer.level}</span>`;
}

const titled = ({ organisation, year }: NamedAssessment) => `${organisation.name} ${year}`;

function table(
  pair: readonly [NamedAssessment, NamedAssessment],
  caption: string,
  first: string,
  rows: readonly Markup[],
): Markup {
  return markup`<div class="table-wrap" tabindex="0" role="region" aria-label="${caption}"><table class="ds-table side-by-side"><caption>${caption}</caption>
    <thead><tr><th scope="col">${first}</th>${pair.map((each) => markup`<th scope="col" class="num">${titled(each)}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function areas(pair: readonly [NamedAssessment, NamedAssessment]): Markup {
  const indexOf = ({ areas: all }: NamedAssessment, key: string) => {
    const index = all.find((area) => area.key === key)?.index ?? null;
    return index === null ? MISSING : formatIndex(index);
  };
  const all = new Map(pair.flatMap(({ areas: each }) => each.map(({ key, name }) => [key, name])));
  const rows = [...all].map(
    ([key, name]) =>
      markup`<tr><th scope="row">${name}</th>${pair.map((each) => markup`<td class="num">${indexOf(each, key)}</td>`)}</tr>`,
  );
  return table(pair, 'Index 0–100 per område', 'Område', rows);
}

/** Only what both are asked, in the catalogue's order: the list is never sorted by how they differ. */
function criteria(pair: readonly [NamedAssessment, NamedAssessment], catalogue: Catalogue): Markup {
  const asked = (each: NamedAssessment) =>
    new Set(criteriaFor(catalogue, tasksOf(each.organisation.code)).map(({ code }) => code));
  const [one, other] = pair.map(asked);
  const rows = catalogue.criteria
    .filter(({ code }) => one?.has(code) && other?.has(code))
    .map(
      ({ code, title }) =>
        markup`<tr><th scope="row"><a href="/kriterierna/${catalogue.version}/${code}"><span class="code">${code}</span> ${title}</a></th>${pair.map((each) => markup`<td class="num">${levelOf(each, code)}</td>`)}</tr>`,
    );
  return table(pair, 'Kriterier, nivå 0–4', 'Kriterium', rows);
}

/** Two that show openly, side by side, for anyone and without JavaScript. */
export function sideBySidePage(asked: Pair): Markup {
  const { open, chosen, shown, catalogue } = asked;
  const lead = markup`<p class="eyebrow"><a href="/oppet">De som visar öppet</a></p><h1>Två bredvid varandra</h1>
    <p class="lead">Se två självskattningar som visas öppet bredvid varandra. Det är organisationernas egna bedömningar, och ingen rangordning.</p>`;
  if (open.length < 2)
    return markup`<div class="reading">${lead}<p>För få visar sin självskattning öppet för att två ska kunna ställas bredvid varandra.</p></div>`;
  const form = markup`<form method="get" action="/oppet/bredvid" class="form no-print">${choice('en', 'Den ena', asked, chosen[0])}${choice('annan', 'Den andra', asked, chosen[1])}<p><button class="ds-button" data-variant="secondary">Visa</button></p></form>`;
  if (!shown)
    return markup`<div class="reading">${lead}${form}${chosen[0] !== '' && chosen[0] === chosen[1] ? markup`<p role="status">Välj två olika självskattningar.</p>` : ''}</div>`;
  const sameVersion = shown[0].catalogue === shown[1].catalogue;
  return markup`<div class="reading">${lead}${form}</div>
    ${sameVersion ? '' : markup`<p class="ds-alert" data-color="info">De har svarat på olika versioner av kriterierna (${shown[0].catalogue} och ${shown[1].catalogue}). Indexen går därför inte att jämföra rakt av, och kriterierna visas inte.</p>`}
    ${shown[0].organisation.kind === shown[1].organisation.kind ? '' : markup`<p class="ds-alert" data-color="info">Kommuner och regioner får delvis olika frågor. Indexen bygger därför inte på samma kriterier.</p>`}
    ${areas(shown)}
    <p class="quiet">Index räknas på de kriterier som organisationen har svarat på, så två index kan bygga på olika många svar. <a href="/sa-raknar-vi">Så räknar vi</a></p>
    ${sameVersion && catalogue ? criteria(shown, catalogue) : ''}
    <p>Läs motiveringar och underlag: ${shown.map((each, i) => markup`${i > 0 ? ' · ' : ''}<a href="/oppet/${each.organisation.code}/${each.year}">${titled(each)}</a>`)}</p>`;
}
