import { byName } from '../../criteria/order.ts';
import { criterionKey, indexKey } from '../../criteria/comparison/measure-keys.ts';
import { perUnit, valuesOf, type Values } from '../../criteria/comparison/measure.ts';
import { kindOf } from '../../criteria/model.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { answeredOf } from '../editions/load.ts';
import { notFound } from '../http/problem.ts';
import { counting, roundOf, submissionsOfYear } from '../rounds/queries.ts';
import type { Heat } from './contract.ts';

/** Every organisation that has submitted × area or criterion, for SKL only. Sorted by name, never by value. */
export async function heatFor(deps: Deps, year: number, by: Heat['by']): Promise<Heat> {
  const round = await roundOf(deps.db, year);
  if (!round) throw notFound('Omgången');
  const catalogue = catalogueOf(deps, round.catalogue);
  const submissions = [...counting(await submissionsOfYear(deps.db, year)).values()];
  const [answered, organisations] = await Promise.all([
    answeredOf(deps.db, submissions),
    deps.db.selectFrom('organisations').select(['code', 'name', 'county', 'group_name']).execute(),
  ]);
  const names = new Map(organisations.map((row) => [row.code, row]));
  const columns =
    by === 'area'
      ? catalogue.areas.map(({ code, name }) => ({ key: indexKey('area', code), code, name }))
      : catalogue.criteria.map(({ code, title }) => ({ key: criterionKey(code), code, name: `${code} ${title}` }));
  const valueIn = (values: Values, key: string) =>
    values[key] === undefined ? null : values[key] / perUnit(by === 'area' ? 'index' : 'level');
  return {
    year,
    by,
    columns: columns.map(({ key, name }) => ({ key, name })),
    rows: submissions
      .map((row) => {
        const given = answered.get(row.assessment_id);
        const values = given ? valuesOf(catalogue, given) : {};
        const organisation = names.get(row.organisation_code);
        return {
          code: row.organisation_code,
          name: organisation?.name ?? row.organisation_code,
          kind: kindOf(row.organisation_code),
          group: organisation?.group_name ?? '',
          county: organisation?.county ?? '',
          sharing: row.sharing,
          submittedAt: row.submitted_at,
          values: columns.map(({ key, code }) =>
            by === 'criterion' && given?.states.get(code)?.notApplicable ? ('na' as const) : valueIn(values, key),
          ),
        };
      })
      .sort(byName),
  };
}
