import type { Level } from '../../criteria/model.ts';
import { spreadOf } from '../../criteria/scoring/spread.ts';
import type { AssessorRow, RatingRow } from '../database/panel-rows.ts';
import type { Deps } from '../deps.ts';
import { newLink } from '../panels/panels.ts';

/** Made up: the level that each chose, and why. A criterion that is open has not been rated by all. */
const RATED: Readonly<
  Record<string, { readonly closed: boolean; readonly of: Readonly<Record<string, [Level, string]>> }>
> = {
  'SL-01': {
    closed: true,
    of: {
      Barnnämnden: [3, 'Policyn är antagen och vi använder den i budgetarbetet.'],
      Kulturnämnden: [3, ''],
      Socialnämnden: [1, 'Den finns, men ingen hos oss har hört talas om den. Vi borde prata om hur den blir känd.'],
      Byggnadsnämnden: [2, 'Vi känner till den men den styr inte våra beslut.'],
      'HR-chefen': [3, 'Alla nya chefer får den.'],
    },
  },
  'SL-02': {
    closed: false,
    of: {
      Barnnämnden: [2, ''],
      Socialnämnden: [2, 'Ansvaret står i delegationsordningen.'],
      Byggnadsnämnden: [0, 'Hos oss vet ingen vem som ansvarar.'],
    },
  },
  'SL-03': { closed: false, of: {} },
};

/** How last year's were spread, when that assessment was locked. */
const KEPT: Readonly<Record<string, readonly Level[]>> = {
  'SL-01': [1, 2, 2, 3],
  'SL-06': [0, 0, 2, 4],
  'UF-02': [2, 2, 2, 2],
};

/** Lund's joint assessment this year, under way, and what is left of last year's. */
export async function seedPanels(
  deps: Deps,
  { now, before, at }: { readonly now: string; readonly before: string | null; readonly at: string },
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const created_by = ids.get('samordnare@lund.example') ?? null;
  const panel = { created_at: at, created_by, wrong_codes: 0, closes_itself: 0, showing: null, counted: 1 } as const;
  const employee = ids.get('medarbetare@lund.example') ?? null;
  await deps.db
    .insertInto('panels')
    .values([
      { ...panel, assessment_id: now, link: newLink(deps), revision: 1, ended_at: null },
      ...(before === null ? [] : [{ ...panel, assessment_id: before, link: null, revision: 1, ended_at: at }]),
    ])
    .execute();
  await deps.db
    .insertInto('panel_criteria')
    .values([
      ...Object.entries(RATED).map(([code, { closed, of }]) => ({
        assessment_id: now,
        code,
        closed_at: closed ? at : null,
        kept: 0 as const,
        spread: closed ? JSON.stringify(spreadOf(Object.values(of).map(([level]) => level))) : null,
      })),
      ...Object.entries(before === null ? {} : KEPT).map(([code, levels]) => ({
        assessment_id: before ?? '',
        code,
        closed_at: at,
        kept: 1 as const,
        spread: JSON.stringify(spreadOf(levels)),
      })),
    ])
    .execute();
  const names = ['Barnnämnden', 'Kulturnämnden', 'Socialnämnden', 'Byggnadsnämnden', 'HR-chefen'];
  const assessors = names.map((name, i): AssessorRow => ({
    id: deps.newId(),
    assessment_id: now,
    name,
    user_id: name === 'HR-chefen' ? employee : null,
    code: name === 'HR-chefen' ? null : String(204_518 + i * 97_311).padStart(6, '0'),
    seat: null,
    created_at: at,
  }));
  await deps.db.insertInto('assessors').values(assessors).execute();
  const ratings = Object.entries(RATED).flatMap(([code, { of }]) =>
    Object.entries(of).flatMap(([name, [level, text]]): RatingRow[] => {
      const assessor = assessors.find((each) => each.name === name);
      if (!assessor) return [];
      const { id: assessor_id, user_id } = assessor;
      return [{ assessor_id, code, user_id, device: 'demo', level, text, done: 1, revision: 1, updated_at: at }];
    }),
  );
  await deps.db.insertInto('ratings').values(ratings).execute();
}
