import { groupsOf, keysOf, LENSES, LENS_NAMES, type Lens } from '../../criteria/scoring/lens.ts';
import { formatDate } from '../../criteria/present/format.ts';
import { LEVEL_WORDS, levelText } from '../../criteria/present/level-text.ts';
import { rightName } from '../../criteria/present/right.ts';
import {
  everyCriterion,
  type Catalogue,
  type Criterion,
  type Mapping,
  type Recommendation,
} from '../../criteria/model.ts';
import type { Catalogues } from '../../criteria/catalogue/load.ts';
import type { CriterionHelp } from '../materials/contract.ts';
import type { FieldError } from '../http/problem.ts';
import { markup, type Markup } from '../http/markup.ts';
import type { Standing } from '../catalogues/published.ts';
import { errorSummary, field } from './sign-in-page.ts';

const OWN_TEXT =
  'Frågorna och de fem nivåerna är MR-kollens egna och bygger på offentliga källor. MR-plattformen har inga egna nivåer som är offentliga, och texten är inte SKL:s officiella ordalydelse.';

/** What a deepening is, wherever one is met. */
const DEEPENING_WORDS =
  'Frivilliga frågor om ett ämne. Ni väljer själva om ni vill svara. Svaren räknas för sig och jämförs inte med andras.';

function versionLinks(versions: readonly Catalogue[], current: string): Markup {
  return markup`<p class="versions">Version: ${versions.map(({ version }) => (version === current ? markup`<strong>${version}</strong> ` : markup`<a href="/kriterierna/${version}">${version}</a> `))}</p>`;
}

function listItem(catalogue: Catalogue, criterion: Criterion): Markup {
  const tags = [
    criterion.starter ? 'Startspår' : '',
    criterion.appliesTo.length === 1 ? `Bara ${criterion.appliesTo[0] === 'kommun' ? 'kommuner' : 'regioner'}` : '',
  ].filter(Boolean);
  return markup`<li class="criterion-row"><a href="/kriterierna/${catalogue.version}/${criterion.code}"><span class="code">${criterion.code}</span> ${criterion.title}</a>
    <p>${criterion.question}</p>${tags.map((tag) => markup`<span class="ds-tag" data-size="sm">${tag}</span> `)}</li>`;
}

/** The questions on paper, for a meeting without screens. */
function bookletLinks({ version, areas }: Catalogue): Markup {
  const link = (format: string, label: string, area?: string) =>
    markup`<a href="/kriterierna/${version}/hafte.${format}${area === undefined ? '' : `?omrade=${area}`}" download>${label}</a>`;
  return markup`<details class="ds-details"><summary>Häfte för möten: frågor och nivåer att skriva i</summary><div><ul class="plain">
    <li>${link('docx', 'Hela häftet som Word')}, ${link('pdf', 'hela häftet som PDF')}</li>
    ${areas.map(({ code, name }) => markup`<li>${link('docx', `${name} som Word`, code)}, ${link('pdf', `${name} som PDF`, code)}</li>`)}</ul></div></details>`;
}

/** Said where a version that does not apply today is shown. */
export const STANDING_WORDS: Readonly<Record<Standing, (catalogue: Catalogue) => string>> = {
  current: () => '',
  older: ({ version }) => `Äldre version, ${version}.`,
  coming: ({ version, published }) => `Version ${version} gäller från den ${formatDate(published)}.`,
};

function standingNote(catalogue: Catalogue, standing: Standing): Markup | '' {
  return standing === 'coming'
    ? markup`<p class="panel"><strong>${STANDING_WORDS.coming(catalogue)}</strong> Läs den gärna redan nu. Den som startar en självskattning för ett senare år kan välja den.</p>`
    : '';
}

/** What the levels mean by their words: open, since whoever sets a level needs it. */
function wordList({ terms }: Catalogue): Markup | '' {
  if (terms.length === 0) return '';
  return markup`<section id="orden"><h2>Så läser ni orden</h2><dl class="facts">${terms.map(({ word, means }) => markup`<div><dt>${word}</dt><dd>${means}</dd></div>`)}</dl></section>`;
}

/** The optional subjects, after everything that is asked of all. */
function deepeningList(catalogue: Catalogue): Markup | '' {
  const { deepenings } = catalogue;
  if (deepenings.length === 0) return '';
  return markup`<div class="reading"><h2 id="fordjupning">Fördjupningar</h2><p>${DEEPENING_WORDS}</p></div>
    ${deepenings.map(
      ({ id, name, description, criteria }) =>
        markup`<section id="${id}"><h3>${name} <span class="quiet">${criteria.length}</span></h3><p>${description}</p><ul class="plain">${criteria.map((criterion) => listItem(catalogue, criterion))}</ul></section>`,
    )}`;
}

export function criteriaPage(catalogues: Catalogues, catalogue: Catalogue, lens: Lens, standing: Standing): Markup {
  const groups = groupsOf(catalogue, lens).map((group) => ({
    group,
    criteria: catalogue.criteria.filter((criterion) => keysOf(criterion, lens).includes(group.key)),
  }));
  const path = (to: Lens) => `/kriterierna/${catalogue.version}${to === 'area' ? '' : `?visa=${LENS_NAMES[to].slug}`}`;
  return markup`<div class="reading"><h1>Kriterierna, version ${catalogue.version}</h1>
    <p class="lead">${catalogue.criteria.length} kriterier för arbetet med mänskliga rättigheter i kommuner och regioner. Varje kriterium har fem nivåer som går att kontrollera mot dokument.</p>
    ${standingNote(catalogue, standing)}<p>${OWN_TEXT}</p>${versionLinks(catalogues.versions, catalogue.version)}
    <details class="ds-details"><summary>Vad är nytt i version ${catalogue.version}?</summary><div><ul>${catalogue.changes.map((change) => markup`<li>${change}</li>`)}</ul></div></details>
    ${wordList(catalogue)}
    ${bookletLinks(catalogue)}</div>
    <nav class="lens-links" aria-label="Visa efter"><span>Visa efter:</span> ${LENSES.map((each) => (each === lens ? markup`<strong aria-current="true">${LENS_NAMES[each].name}</strong>` : markup`<a href="${path(each)}">${LENS_NAMES[each].name}</a>`))}</nav>
    ${groups.map(
      ({
        group,
        criteria,
      }) => markup`<section id="${group.key}"><h2>${group.colour ? markup`<svg class="swatch" width="16" height="16" aria-hidden="true"><rect width="16" height="16" rx="3" fill="${group.colour}"></rect></svg> ` : ''}${group.name} <span class="quiet">${criteria.length}</span></h2>
      ${criteria.length === 0 ? markup`<p class="quiet">Inga kriterier.</p>` : markup`<ul class="plain">${criteria.map((criterion) => listItem(catalogue, criterion))}</ul>`}</section>`,
    )}${deepeningList(catalogue)}`;
}

interface Relation {
  readonly text: string;
  readonly version: string;
  readonly codes: readonly string[];
}

/** How a criterion relates to the version before, in words. */
function relationOf(mapping: Mapping | undefined, code: string): Relation | undefined {
  if (!mapping) return undefined;
  const version = mapping.from;
  const reworded = mapping.reworded.find((row) => row.code === code);
  if (reworded)
    return {
      version,
      codes: [code],
      text: `Omformulerat sedan version ${version}. ${reworded.why} ${reworded.comparable ? 'Svaren går att jämföra.' : 'Svaren går inte att jämföra.'}`,
    };
  const split = mapping.split.find(({ to }) => to.includes(code));
  if (split)
    return { version, codes: [split.from], text: `En del av ett bredare kriterium i version ${version}. ${split.why}` };
  const merged = mapping.merged.find(({ to }) => to === code);
  if (merged)
    return { version, codes: merged.from, text: `Ersätter flera kriterier i version ${version}. ${merged.why}` };
  if (mapping.new.includes(code)) return { version, codes: [], text: `Nytt sedan version ${version}.` };
  return { version, codes: [code], text: `Samma fråga och nivåer som i version ${version}.` };
}

/** Who recommended what, in our words, and where it can be read. */
function recommendationItem({ body, year, paragraph, symbol, subject, link, checked }: Recommendation): Markup {
  const where = [`${body} ${year}`, symbol, paragraph && `punkt ${paragraph}`].filter(Boolean).join(', ');
  return markup`<li>${subject ? markup`${subject} ` : ''}${link ? markup`<a href="${link}" rel="noopener">${where}</a>` : where}${checked ? markup` <span class="quiet small">läst ${checked}</span>` : ''}</li>`;
}

function names(terms: readonly { id: string; name: string }[], ids: readonly string[]): string {
  return ids.map((id) => terms.find((term) => term.id === id)?.name ?? id).join(', ');
}

export function criterionPage(
  catalogues: Catalogues,
  catalogue: Catalogue,
  criterion: Criterion,
  help: CriterionHelp,
  feedback: { sent: boolean; text: string; replyTo: string; errors: readonly FieldError[] },
): Markup {
  const { vocabulary } = catalogue;
  const area = catalogue.areas.find(({ code }) => code === criterion.area);
  const relation = relationOf(catalogues.mappings.get(catalogue.version), criterion.code);
  const all = everyCriterion(catalogue);
  const index = all.indexOf(criterion);
  const deepening = catalogue.deepenings.find(({ criteria }) => criteria.includes(criterion));
  const neighbour = (at: number, label: string) => {
    const other = all[at];
    return other
      ? markup`<a href="/kriterierna/${catalogue.version}/${other.code}">${label}: ${other.code} ${other.title}</a>`
      : markup`<span></span>`;
  };
  const at = (name: string) => feedback.errors.find((error) => error.field === name);
  return markup`<article class="reading">${errorSummary(feedback.errors)}
    <p class="eyebrow">${deepening ? markup`<a href="/kriterierna/${catalogue.version}#${deepening.id}">Fördjupning: ${deepening.name}</a>` : markup`<a href="/kriterierna/${catalogue.version}#${criterion.area}">${area?.name ?? ''}</a>`} · ${criterion.code} · version ${catalogue.version}</p>
    <h1>${criterion.title}</h1><p class="question">${criterion.question}</p><p>${criterion.why}</p>${deepening ? markup`<p>Kriteriet ingår i en fördjupning. ${DEEPENING_WORDS}</p>` : ''}
    <h2>Nivåer</h2><p>${criterion.checks.some((checks) => checks.length > 1) ? 'En nivå gäller när alla punkter stämmer, och alla på nivåerna under.' : 'En nivå gäller när dess beskrivning stämmer och det som de lägre nivåerna kräver också finns på plats.'}</p>
    <ol class="level-list" start="0">${criterion.levels.map((_, i) => markup`<li value="${i}"><strong>${i} ${vocabulary.levelNames[i]}</strong>${levelText(markup, criterion, i, LEVEL_WORDS)}</li>`)}</ol>
    ${catalogue.terms.length > 0 ? markup`<p><a href="/kriterierna/${catalogue.version}#orden">Så läser ni orden</a>: vad vi menar med till exempel verksamhet, öppen och prövat.</p>` : ''}
    ${criterion.mayBeNotApplicable ? markup`<p>Kriteriet får besvaras med ”ej aktuellt” och en motivering.</p>` : ''}
    <h2>Exempel på underlag</h2><ul>${criterion.evidenceExamples.map((example) => markup`<li>${example}</li>`)}</ul>
    <h2>Hör till</h2>
    <dl class="facts">
      <div><dt>Uppdrag</dt><dd>${names(vocabulary.roles, criterion.roles)}</dd></div>
      <div><dt>Rättighetsprincip</dt><dd>${names(vocabulary.principles, [criterion.principle])}</dd></div>
      <div><dt>Teman</dt><dd>${names(vocabulary.themes, criterion.themes)}</dd></div>
      <div><dt>Agenda 2030</dt><dd><ul class="plain">${criterion.sdg.map(({ target, analogy }) => markup`<li>${target} ${vocabulary.targets[target]}${analogy ? ' (kopplingen är en analogi: delmålet riktar sig till andra)' : ''}</li>`)}</ul></dd></div>
      <div><dt>Rättigheter</dt><dd><ul class="plain">${criterion.rights.map((right) => markup`<li>${rightName(vocabulary.instruments, right)}</li>`)}</ul></dd></div>
      ${criterion.law.length > 0 ? markup`<div><dt>Lag</dt><dd><ul class="plain">${criterion.law.map(({ name, paragraph, link, checked }) => markup`<li><a href="${link}" rel="noopener">${paragraph} ${name}</a> <span class="quiet small">läst ${checked}</span></li>`)}</ul></dd></div>` : ''}
      ${criterion.recommendations.length > 0 ? markup`<div><dt>Rekommendationer till Sverige</dt><dd><ul class="plain">${criterion.recommendations.map(recommendationItem)}</ul></dd></div>` : ''}
      <div><dt>Gäller</dt><dd>${criterion.appliesTo.map((task) => (task === 'kommun' ? 'kommuner' : 'regioner')).join(' och ')}</dd></div>
    </dl>
    ${criterion.worksheet === 'weighing' ? markup`<h2>Arbetsblad</h2><p>När rättigheter krockar: <a href="/kriterierna/${catalogue.version}/${criterion.code}/avvagning.docx" download>avvägning som Word</a>, <a href="/kriterierna/${catalogue.version}/${criterion.code}/avvagning.pdf" download>som PDF</a>. Det ifyllda bladet är ett underlag.</p>` : ''}
    ${criterion.support.length > 0 ? markup`<h2>Stöd</h2><ul>${criterion.support.map(({ title, publisher, link }) => markup`<li><a href="${link}" rel="noopener">${title}</a>, ${publisher}</li>`)}</ul>` : ''}
    ${help.materials.length > 0 ? markup`<h2>Material</h2><ul>${help.materials.map(({ title, publisher, link }) => markup`<li><a href="${link}" rel="noopener">${title}</a>, ${publisher}</li>`)}</ul><p><a href="/material?kriterium=${criterion.code}">Material om just det här kriteriet</a></p>` : ''}
    ${help.examples.length > 0 ? markup`<h2>Så har andra gjort</h2><ul>${help.examples.map(({ slug, title, organisation }) => markup`<li><a href="/skyltfonster/${slug}">${title}</a>, ${organisation}</li>`)}</ul><p><a href="/skyltfonster?kriterium=${criterion.code}">Alla exempel om kriteriet</a></p>` : ''}
    <h2>Källor</h2><ul>${criterion.sources.map(({ publisher, title, date, diarienummer }) => markup`<li>${[publisher, title, date, diarienummer].filter(Boolean).join(', ')}</li>`)}</ul>
    ${relation ? markup`<h2>Tidigare version</h2><p>${relation.text} ${relation.codes.map((code) => markup`<a href="/kriterierna/${relation.version}/${code}">${code} i version ${relation.version}</a> `)}</p>` : ''}
    <p class="quiet">${OWN_TEXT}</p>
    <section id="tyck-till" class="panel"><h2>Tyck till om kriteriet</h2>
      ${
        feedback.sent
          ? markup`<p role="status"><strong>Tack! Vi läser det inför nästa version.</strong></p>`
          : markup`<p>Är något otydligt, fel eller saknas? Synpunkten går till dem som arbetar med nästa version. Skriv inga personuppgifter om andra.</p>
      <form method="post" action="/kriterierna/${catalogue.version}/${criterion.code}/tyck-till" novalidate class="form">
        ${field('Din synpunkt', 'text', markup`<textarea class="ds-input" id="text" name="text" rows="4">${feedback.text}</textarea>`, at('text'))}
        ${field('E-postadress om du vill ha svar (frivilligt)', 'replyTo', markup`<input class="ds-input" id="replyTo" name="replyTo" type="email" autocomplete="email" value="${feedback.replyTo}">`, at('replyTo'))}
        <button class="ds-button">Skicka synpunkten</button></form>`
      }</section>
    <nav class="pager" aria-label="Fler kriterier">${neighbour(index - 1, 'Föregående')} ${neighbour(index + 1, 'Nästa')}</nav></article>`;
}
