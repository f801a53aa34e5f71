import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { civilSocietyPicture } from '../../criteria/present/civil-society.ts';
import type { CivilSociety } from '../../server/surveys/contract.ts';

/** The associations' answers, in the language of the page; the questions are as they were asked. */
export const surveyAnswers = (): readonly string[] => [
  msg('Nej'),
  msg('Mest nej'),
  msg('Både ja och nej'),
  msg('Mest ja'),
  msg('Ja'),
];

export function civilSocietyView(
  picture: CivilSociety,
  levels: ReadonlyMap<string, number | null>,
  organisation: string,
): TemplateResult {
  const { invited, declined, answered, withdrawn, chosenBy } = picture;
  const taken = withdrawn > 0 ? ` ${msg(str`Inbjudningar som togs tillbaka: ${withdrawn}.`)}` : '';
  return civilSocietyPicture(html, picture, levels, {
    asked: msg(
      str`Tillfrågade föreningar: ${invited}. Har svarat: ${answered}. Har tackat nej: ${declined}.${taken} Så valdes de: ${chosenBy}`,
    ),
    how: msg(
      'Talen är hur många föreningar som gav varje svar. Några svar har bytts ut slumpmässigt, så att ingen kan veta vad en viss förening har svarat. Har färre än fem svarat visas inget (..). Föreningarnas svar följer en annan skala än nivåerna 0–4.',
    ),
    name: msg('Civilsamhällets bild'),
    question: msg('Fråga till föreningarna'),
    answers: surveyAnswers(),
    level: msg(str`Nivå enligt ${organisation}`),
    hidden: msg('visas inte, färre än fem har svarat'),
    missing: msg('uppgift saknas'),
    replied: (day) => msg(str`Svar från ${organisation}, ${day}`),
    silent: msg(str`${organisation} har inte skrivit något svar.`),
  });
}

/** On a page about something else: with its heading, or nothing where no associations have been asked. */
export function civilSocietySection(
  picture: CivilSociety | null,
  levels: ReadonlyMap<string, number | null>,
  organisation: string,
): TemplateResult | typeof nothing {
  return picture === null
    ? nothing
    : html`<section>
        <h2>${msg('Civilsamhällets bild')}</h2>
        ${civilSocietyView(picture, levels, organisation)}
      </section>`;
}
