import { civilSocietyPicture, SURVEY_ANSWERS } from '../../criteria/present/civil-society.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import { markup, type Markup } from '../http/markup.ts';

/** On the open page of a year. Empty where no associations have been asked. */
export function civilSocietySection({ civilSociety, answers, organisation }: NamedAssessment): Markup {
  if (!civilSociety) return markup``;
  const { invited, declined, answered, withdrawn, chosenBy } = civilSociety;
  const taken = withdrawn > 0 ? ` Inbjudningar som togs tillbaka: ${withdrawn}.` : '';
  const { name } = organisation;
  return markup`<section id="civilsamhallet"><h2>Civilsamhällets bild</h2>${civilSocietyPicture(
    markup,
    civilSociety,
    new Map(answers.map(({ code, level }) => [code, level])),
    {
      asked: `Tillfrågade föreningar: ${invited}. Har svarat: ${answered}. Har tackat nej: ${declined}.${taken} Så valdes de: ${chosenBy}`,
      how: 'Talen är hur många föreningar som gav varje svar. Några svar har bytts ut slumpmässigt, så att ingen kan veta vad en viss förening har svarat. Har färre än fem svarat visas inget (..). Föreningarnas svar följer en annan skala än nivåerna 0–4.',
      name: 'Civilsamhällets bild',
      question: 'Fråga till föreningarna',
      answers: SURVEY_ANSWERS,
      level: `Nivå enligt ${name}`,
      hidden: 'visas inte, färre än fem har svarat',
      missing: 'uppgift saknas',
      replied: (day) => `Svar från ${name}, ${day}`,
      silent: `${name} har inte skrivit något svar.`,
    },
  )}</section>`;
}
