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
          .select(['answers.code as item', 'content', 'organisations.code', 'name', 'kind', 'group_name', 'county'])
          .where('assessment_id', 'in', ids)
          .where((eb) => eb.or([eb('answers.code', 'like', 'ST-%'), eb('answers.code', 'like', 'FS-%')]))
          .orderBy('name')
          .execute();
  const given = rows.map(({ content, kind, group_name, ...row }) => ({
    ...row,
    group: kind === 'region' ? 'Regioner' : group_name,
    ...(JSON.parse(content) as { text?: string; choice?: number | null }),
  }));
  const groups = [...new Set(given.map(({ group }) => group))].sort(
    (a, b) => Number(a === 'Regioner') - Number(b === 'Regioner') || a.localeCompare(b, 'sv'),
  );
  return {
    year,
    areas: catalogue.areas.map(({ code, name, supportQuestion }) => ({
      code,
      name,
      question: supportQuestion,
      wishes: given
        .filter(({ item, text }) => item === `ST-${code}` && (text ?? '') !== '')
        .map((row) => ({
          code: row.code,
          organisation: row.name,
          group: row.group,
          county: row.county,
          text: row.text ?? '',
        })),
    })),
    conditions: catalogue.conditions.map(({ code, question, options }) => {
      const answers = given.filter(({ item, choice }) => item === code && (choice ?? null) !== null);
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
