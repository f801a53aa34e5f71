import { formatDate } from '../../criteria/present/format.ts';
import { SURVEY_ANSWERS } from '../../criteria/present/survey-words.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import { markup, type Markup } from '../http/markup.ts';

const HIDDEN = markup`<span aria-hidden="true">..</span><span class="visually-hidden">visas inte, färre än fem har svarat</span>`;

/** What associations have said, beside the organisation's own levels, and its reply. Empty where none have been asked. */
export function civilSocietySection({ civilSociety, answers, organisation }: NamedAssessment): Markup {
  if (!civilSociety) return markup``;
  const { invited, declined, answered, chosenBy, figures, reply } = civilSociety;
  const levels = new Map(answers.map(({ code, level }) => [code, level]));
  return markup`<section id="civilsamhallet"><div class="reading"><h2>Civilsamhällets bild</h2>
    <p>${String(invited)} föreningar blev tillfrågade. ${String(answered)} svarade och ${String(declined)} tackade nej. Vem som valde dem: ${chosenBy}</p>
    <p class="quiet">Talen är hur många föreningar som gav varje svar. Några av svaren är utbytta av slumpen, så att ingen kan veta vad en viss förening har svarat. Färre än fem svar visas inte (..). Föreningarnas skala är en annan än nivåerna 0–4.</p></div>
    <div class="table-wrap" tabindex="0" role="region" aria-label="Civilsamhällets bild"><table class="ds-table"><thead><tr><th scope="col">Fråga till föreningarna</th>${SURVEY_ANSWERS.map((word) => markup`<th scope="col" class="num">${word}</th>`)}<th scope="col" class="num">${organisation.name}, nivå</th></tr></thead>
    <tbody>${figures.map(
      ({ code, question, spread }) =>
        markup`<tr><th scope="row"><span class="code">${code}</span> ${question}</th>${SURVEY_ANSWERS.map((_, i) => markup`<td class="num">${spread === null ? HIDDEN : String(spread[i] ?? 0)}</td>`)}<td class="num">${String(levels.get(code) ?? '-')}</td></tr>`,
    )}</tbody></table></div>
    ${reply ? markup`<div class="reading"><h3>Svar från ${organisation.name}, ${formatDate(reply.at)}</h3><p class="typed">${reply.text}</p></div>` : markup`<p class="quiet">${organisation.name} har inte skrivit något svar.</p>`}</section>`;
}
