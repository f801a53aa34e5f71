import { byName, bySwedish } from '../../criteria/order.ts';
import { supportCode } from '../../criteria/model.ts';
import { choiceIn, wishIn } from '../assessments/content.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { counting, roundOf, submissionsOfYear } from '../rounds/queries.ts';
import type { Support } from './contract.ts';

/**
 * What members asked for when they submitted, and their conditions. Both are written for SKL, which the page that sends
 * them says; only what has been submitted is here.
 */
export async function supportFor(deps: Deps, year: number): Promise<Support> {
  const round = await roundOf(deps.db, year);
  if (!round) throw notFound('Omgången');
  const catalogue = catalogueOf(deps, round.catalogue);
  const ids = [...counting(await submissionsOfYear(deps.db, year)).values()].map(({ assessment_id }) => assessment_id);
  const rows =
    ids.length === 0
      ? []
      : await deps.db
          .selectFrom('answers')
          .innerJoin('assessments', 'assessments.id', 'answers.assessment_id')
          .innerJoin('organisations', 'organisations.code', 'assessments.organisation_code')
          .select([
            'answers.code as item',
            'answers.kind as asked',
            'content',
            'organisations.code',
            'name',
            'organisations.kind',
            'group_name',
            'county',
          ])
          .where('assessment_id', 'in', ids)
          .where('answers.kind', 'in', ['support', 'condition'])
          .execute();
  const given = rows.toSorted(byName).map(({ content, kind, group_name, ...row }) => ({
    ...row,
    group: kind === 'region' ? 'Regioner' : group_name,
    text: row.asked === 'support' ? wishIn({ content }) : '',
    choice: row.asked === 'condition' ? choiceIn({ content }) : null,
  }));
  const groups = [...new Set(given.map(({ group }) => group))].sort(
    (a, b) => Number(a === 'Regioner') - Number(b === 'Regioner') || bySwedish(a, b),
  );
  return {
    year,
    areas: catalogue.areas.map(({ code, name, supportQuestion }) => ({
      code,
      name,
      question: supportQuestion,
      wishes: given
        .filter(({ item, text }) => item === supportCode({ code }) && text !== '')
        .map((row) => ({
          code: row.code,
          organisation: row.name,
          group: row.group,
          county: row.county,
          text: row.text,
        })),
    })),
    conditions: catalogue.conditions.map(({ code, question, options }) => {
      const answers = given.filter(({ item, choice }) => item === code && choice !== null);
      const count = (from: typeof answers) => options.map((_, i) => from.filter(({ choice }) => choice === i).length);
      return {
        code,
        question,
        answered: answers.length,
        options: options.map((text, i) => ({ text, n: count(answers)[i] ?? 0 })),
        groups: groups.map((name) => {
          const inGroup = answers.filter(({ group }) => group === name);
          return { name, answered: inGroup.length, options: count(inGroup) };
        }),
      };
    }),
  };
}
