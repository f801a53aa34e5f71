import { z } from 'zod';
import { kindOf, type Catalogue, type SurveyQuestion } from '../model.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

const text = z.string({ error: 'saknas' }).trim().min(1, 'är tom');

/** The shape of civilsamhallet.yaml. A version without the file asks associations nothing. */
export const surveySchema = z.strictObject({
  questions: z
    .array(z.strictObject({ code: text, question: text, help: text }))
    .min(8, 'ska vara 8–12')
    .max(12, 'ska vara 8–12'),
});

/** That every question stands beside a criterion that all are asked, so that it has something to stand beside. */
export function checkSurvey(file: YamlFile<z.infer<typeof surveySchema>>, catalogue: Catalogue): Problem[] {
  const asked = new Map(catalogue.criteria.map((criterion) => [criterion.code, criterion]));
  return file.value.questions.flatMap(({ code }, i) => {
    const at = ['questions', i, 'code'];
    const criterion = asked.get(code);
    if (!criterion) return [file.problemAt(at, `${code} finns inte i version ${catalogue.version}.`)];
    const again = file.value.questions.findIndex((each) => each.code === code) !== i;
    return [
      ...(again ? [file.problemAt(at, `${code} står två gånger.`)] : []),
      ...(criterion.appliesTo.length < 2
        ? [file.problemAt(at, `${code} ställs inte till både kommuner och regioner.`)]
        : []),
    ];
  });
}

/** The questions as an organisation asks them. */
export function questionsFrom(questions: readonly SurveyQuestion[], organisation: string): readonly SurveyQuestion[] {
  const region = kindOf(organisation) === 'region';
  const said = (words: string) =>
    words
      .replaceAll('{kommunens}', region ? 'regionens' : 'kommunens')
      .replaceAll('{kommunen}', region ? 'regionen' : 'kommunen')
      .replaceAll('{skola, vård}', region ? 'vård' : 'skola, vård');
  return questions.map(({ code, question, help }) => ({ code, question: said(question), help: said(help) }));
}
