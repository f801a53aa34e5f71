import { formatDate, formatIndex, formatNumber } from '../../criteria/present/format.ts';
import { paragraphSign } from '../../criteria/paragraph.ts';
import { criteriaFor, tasksOf, type Catalogue } from '../../criteria/model.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import type { OpenAssessment } from '../open/assessments.ts';
import { documentHash, resultName, type SignedResult, type Standing } from '../open/result.ts';
import type { Verdict } from '../open/verdict.ts';
import type { ExampleContent } from '../showcase/contract.ts';
import { markup, type Markup } from '../http/markup.ts';
import { civilSocietySection } from './civil-society.ts';
import { exampleCards } from './showcase-page.ts';

const MISSING = markup`<span aria-hidden="true">-</span><span class="visually-hidden">uppgift saknas</span>`;
const NOT_APPLICABLE = markup`<span aria-hidden="true">.</span><span class="visually-hidden">ej aktuellt</span>`;

/** Everyone that shows its assessments openly, by name. */
export function openListPage(open: readonly OpenAssessment[]): Markup {
  const codes = [...new Set(open.map(({ code }) => code))];
  return markup`<div class="reading"><h1>De som visar sitt arbete öppet</h1>
    <p class="lead">De här kommunerna och regionerna har valt att visa sin självskattning för alla, med svar, motiveringar och underlag.</p>
    <p>Det är deras egna bedömningar. Listan är i bokstavsordning och säger inget om hur långt någon har kommit. Att någon inte är med betyder bara att de inte har valt att visa öppet.</p>
    ${codes.length === 0 ? markup`<p>Ingen visar sin självskattning öppet ännu.</p>` : ''}</div>
    ${
      codes.length > 0
        ? markup`<table class="ds-table two-lines open-list"><thead><tr><th scope="col">Kommun eller region</th><th scope="col">År</th></tr></thead>
      <tbody>${codes.map((code) => {
        const years = open.filter((each) => each.code === code);
        const { name = code, county = '' } = years[0] ?? {};
        return markup`<tr><th scope="row"><a href="/oppet/${code}">${name}</a> <span class="quiet">${county}</span></th><td>${years.map(({ year }) => markup`<a href="/oppet/${code}/${year}" aria-label="${name} ${year}">${year}</a> `)}</td></tr>`;
      })}</tbody></table>`
        : ''
    }
    <p class="quiet">${open.length > 1 ? markup`<a href="/oppet/bredvid">Se två bredvid varandra</a> · ` : ''}<a href="/data">Hämta som öppna data</a></p>`;
}

function bar(index: number): Markup {
  return markup`<svg class="bar" width="100" height="12" viewBox="0 0 100 12" aria-hidden="true"><rect width="100" height="12" rx="3" class="bar-all"></rect><rect width="${index}" height="12" rx="3" class="bar-part"></rect></svg>`;
}

/** An organisation that shows openly: its profile over the years, its answers and its examples. */
export function openOrganisationPage(
  years: readonly NamedAssessment[],
  examples: readonly ExampleContent[],
  publicUrl: string,
): Markup {
  const [latest] = years;
  if (!latest) throw new Error('An open organisation has at least one open year.');
  const { organisation } = latest;
  return markup`<div class="reading"><p class="eyebrow"><a href="/oppet">De som visar öppet</a></p><h1>${organisation.name}</h1>
    <p class="quiet">${[organisation.county, organisation.group, `${formatNumber(organisation.population)} invånare`].filter(Boolean).join(' · ')}</p>
    <p class="lead">Så bedömer ${organisation.name} själv sitt arbete med mänskliga rättigheter.</p></div>
    <section><h2>Profil</h2><div class="table-wrap" tabindex="0" role="region" aria-label="Profil"><table class="ds-table"><caption>Index 0–100 per område</caption>
      <thead><tr><th scope="col">Område</th>${years.map(({ year }) => markup`<th scope="col" class="num">${year}</th>`)}</tr></thead>
      <tbody>${latest.areas.map(
        ({ key, name }) =>
          markup`<tr><th scope="row">${name}</th>${years.map(({ areas }) => {
            const index = areas.find((area) => area.key === key)?.index ?? null;
            return markup`<td class="num">${index === null ? MISSING : markup`${bar(index)} ${formatIndex(index)}`}</td>`;
          })}</tr>`,
      )}</tbody></table></div>
      ${new Set(years.map(({ catalogue }) => catalogue)).size > 1 ? markup`<p class="quiet">Kriterierna har fått en ny version mellan åren, så indexen går inte att jämföra rakt av.</p>` : ''}
      <p class="quiet">Index räknas på de kriterier som organisationen har svarat på. <a href="/sa-raknar-vi">Så räknar vi</a></p></section>
    <section><h2>Svaren</h2><ul>${years.map(({ year, catalogue, submittedAt }) => markup`<li><a href="/oppet/${organisation.code}/${year}">${resultName(year, catalogue)}</a>, inskickad ${formatDate(submittedAt)}</li>`)}</ul><p><a href="/oppet/bredvid?en=${organisation.code}-${latest.year}">Se bredvid en annan</a></p></section>
    ${examples.length > 0 ? markup`<section><h2>Exempel i skyltfönstret</h2>${exampleCards(examples, 'h3')}</section>` : ''}
    ${ownWebsite(latest, `${publicUrl}/oppet/${organisation.code}`)}`;
}

/** How the organisation shows its profile on its own website. It follows by itself, and goes when sharing is lowered. */
function ownWebsite({ organisation }: NamedAssessment, address: string): Markup {
  const frame = `<iframe src="${address}/badda-in" title="${organisation.name}: egen bedömning av arbetet med mänskliga rättigheter" width="100%" height="420" style="border:0" loading="lazy"></iframe>`;
  return markup`<section class="reading no-print"><h2>Visa på er egen webbplats</h2>
    <p>Klistra in raden på en sida hos er. Den visar profilen för det senaste året som ni delar öppet, följer med när ni skickar in ett nytt, och försvinner direkt om ni delar mindre.</p>
    <p class="field"><label for="rad">Rad att klistra in</label><textarea class="ds-input" id="rad" rows="4" readonly>${frame}</textarea></p>
    <p><a href="/oppet/${organisation.code}/badda-in">Se hur det ser ut</a> · <a href="/oppet/${organisation.code}/profil.svg">Bild (SVG)</a> · <a href="/oppet/${organisation.code}/profil.json">Data (JSON)</a></p></section>`;
}

/** One open year with every answer and what was chosen to say about it. */
export function openYearPage(shown: NamedAssessment, catalogue: Catalogue): Markup {
  const { organisation, year, submittedAt } = shown;
  const answers = new Map(shown.answers.map((answer) => [answer.code, answer]));
  const asked = criteriaFor(catalogue, tasksOf(organisation.code));
  return markup`<div class="reading"><p class="eyebrow"><a href="/oppet/${organisation.code}">${organisation.name}</a></p>
    <h1>Självskattning ${year}</h1><p class="lead">Egen bedömning, kriterier version ${shown.catalogue}. Inskickad ${formatDate(submittedAt)}.</p></div>
    <h2>Index 0–100 per område</h2><dl class="figures">${shown.areas.map(({ name, index }) => markup`<div><dt>${name}</dt><dd>${index === null ? MISSING : formatIndex(index)}</dd></div>`)}</dl>
    ${catalogue.areas.map(
      (area) =>
        markup`<section class="reading"><h2>${area.name}</h2><ul class="plain">${asked
          .filter((criterion) => criterion.area === area.code)
          .map(({ code, title }) => {
            const answer = answers.get(code);
            const level = answer?.notApplicable
              ? NOT_APPLICABLE
              : answer?.level === null || answer === undefined
                ? MISSING
                : markup`<span class="level-mark" data-level="${answer.level}"><span class="visually-hidden">nivå </span>${answer.level}</span>`;
            return markup`<li class="answer-row"><div>${level}</div><div><h3><a href="/kriterierna/${catalogue.version}/${code}"><span class="code">${code}</span> ${title}</a></h3>
            ${answer?.notApplicable && answer.reason ? markup`<p class="typed">Ej aktuellt: ${answer.reason}</p>` : ''}${answer?.motivation ? markup`<p class="typed">${answer.motivation}</p>` : ''}
            ${answer && answer.evidence.length > 0 ? markup`<p class="quiet">Underlag: ${answer.evidence.map(({ title: name, link, diarienummer }, i) => markup`${i > 0 ? ', ' : ''}${link ? markup`<a href="${link}" rel="noopener nofollow">${name}</a>` : name}${diarienummer ? ` (${diarienummer})` : ''}`)}</p>` : ''}</div></li>`;
          })}</ul></section>`,
    )}
    ${civilSocietySection(shown)}
    <p><a href="/oppet/${organisation.code}/${year}/kontroll">Kontrollera att uppgifterna är äkta</a></p>`;
}

const VERDICTS: Readonly<Record<Verdict['kind'], string>> = {
  unreadable: 'Det här går inte att läsa som en resultatfil. Klistra in hela innehållet i filen.',
  'unknown-key': 'Filen är inte undertecknad av den här tjänsten.',
  changed: 'Signaturen stämmer inte. Något i filen har ändrats sedan den undertecknades.',
  genuine: 'Det undertecknade innehållet är äkta.',
};

function verdictBox(verdict: Verdict): Markup {
  const genuine = verdict.kind === 'genuine';
  return markup`<div class="ds-alert" data-color="${genuine ? 'success' : 'warning'}" role="status" id="svar"><h3>${genuine ? `${verdict.organisation}: ${verdict.statement}` : 'Kontrollen gick inte igenom'}</h3><p>${VERDICTS[verdict.kind]}${genuine ? (verdict.current ? ' Det är detsamma som visas nu.' : ' Men det är inte detta som visas nu: uppgifterna kan ha rättats, maskerats eller slutat visas.') : ''}${genuine && verdict.retiredAt ? ' Den är undertecknad med en tidigare nyckel.' : ''}</p></div>`;
}

const SIGNATURE: Readonly<Record<Verdict['kind'], Markup>> = {
  genuine: markup`<strong>Signaturen stämmer.</strong> Uppgifterna är undertecknade med tjänstens nyckel och har inte ändrats sedan dess.`,
  changed: markup`<strong>Signaturen stämmer inte.</strong> Lita inte på uppgifterna förrän den som driver tjänsten har förklarat varför.`,
  'unknown-key': markup`<strong>Nyckeln finns inte i tjänstens lista.</strong> Lita inte på uppgifterna förrän den som driver tjänsten har förklarat varför.`,
  unreadable: markup`<strong>Signaturen gick inte att läsa.</strong> Lita inte på uppgifterna förrän den som driver tjänsten har förklarat varför.`,
};

const STANDING: Readonly<Record<Standing, Markup>> = {
  'as-decided': markup`<strong>Uppgifterna är de som beslutades.</strong> Inget har ändrats efter beslutet.`,
  masked: markup`<strong>Personuppgifter har maskerats efter beslutet.</strong> Det syns som [maskerat] i texten. Därför stämmer inte kontrollsumman längre, men i övrigt är uppgifterna de som beslutades.`,
  changed: markup`<strong>Uppgifterna är inte de som beslutades.</strong> Något har ändrats utanför tjänsten. Vänd dig till organisationen för att få det som beslutades.`,
};

const box = (good: boolean, text: Markup) =>
  markup`<p class="ds-alert" data-color="${good ? 'success' : 'warning'}"><span>${text}</span></p>`;

/** Where anyone can see that a result is what the organisation decided on and this installation signed. */
export function verifyPage(
  shown: NamedAssessment,
  { document, signature }: SignedResult,
  own: Verdict,
  given: { readonly text: string; readonly verdict: Verdict | null },
): Markup {
  const { organisation, year, catalogue } = shown;
  const { decision } = document;
  const path = `/oppet/${organisation.code}/${year}`;
  return markup`<article class="reading"><p class="eyebrow"><a href="${path}">${organisation.name}</a></p>
    <h1>${resultName(year, catalogue)}</h1>
    <p class="lead">Här går det att kontrollera att uppgifterna är de som ${organisation.name} har fastställt och visar öppet.</p>
    <p>Kontrollen säger om uppgifterna är äkta, inte om bedömningen är rätt. Ingen utomstående har granskat den.</p>
    <h2>Beslutet</h2>${box(decision.standing !== 'changed', STANDING[decision.standing])}
    <dl class="facts"><div><dt>Beslutat av</dt><dd>${decision.body}</dd></div><div><dt>Datum</dt><dd>${formatDate(decision.date)}</dd></div><div><dt>Paragraf</dt><dd>${paragraphSign(decision.paragraph)}</dd></div><div><dt>Diarienummer</dt><dd>${decision.diarienummer}</dd></div><div><dt>Kontrollsumma för det som beslutades</dt><dd class="hash"><code>${decision.sha256}</code></dd></div></dl>
    <h2>Signaturen</h2>${box(own.kind === 'genuine', SIGNATURE[own.kind])}
    <dl class="facts"><div><dt>Kontrollsumma (SHA-256)</dt><dd class="hash"><code>${documentHash(document)}</code></dd></div><div><dt>Signatur (Ed25519)</dt><dd class="hash"><code>${signature.value}</code></dd></div><div><dt>Nyckel</dt><dd class="hash"><code>${signature.kid}</code></dd></div></dl>
    <p><a href="/data/resultat/${organisation.code}/${year}.json">Hämta uppgifterna med signatur (JSON)</a> · <a href="/data/nycklar.json">Tjänstens nycklar</a></p>
    <h2>Har du fått en fil av någon?</h2><p>Klistra in innehållet här, så ser du om något har ändrats. Det sparas inte.</p>
    ${given.verdict ? verdictBox(given.verdict) : ''}
    <form method="post" action="${path}/kontroll#svar" class="form"><div class="field"><label for="fil">Filens innehåll</label><textarea class="ds-input" id="fil" name="fil" rows="6" spellcheck="false">${given.text}</textarea></div><button class="ds-button">Kontrollera</button></form>
    <h2>Kontrollera själv</h2><p>Skriv delen ”document” som kanonisk JSON (RFC 8785) i UTF-8. Kontrollera signaturen ”value” (Ed25519, RFC 8032) mot den texten, med den nyckel i <a href="/data/nycklar.json">nycklar.json</a> som har samma ”kid”.</p></article>`;
}
