import type { Catalogue, Criterion, Mapping } from '../../criteria/model.ts';
import type { CarriedAnswer } from '../../criteria/scoring/carry-over.ts';
import type { Level } from '../../criteria/model.ts';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { criteriaFolder } from '../../server/config.ts';

const loaded = loadCatalogues(criteriaFolder);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));

export const { catalogues } = loaded;
export const [v1, v2, v3] = catalogues.versions as [Catalogue, Catalogue, Catalogue];
export const toV2 = catalogues.mappings.get('2.0') as Mapping;
export const toV3 = catalogues.mappings.get('3.0') as Mapping;

export function criterion(code: string, change: Partial<Criterion> = {}): Criterion {
  return {
    ...(v2.criteria[0] as Criterion),
    code,
    area: code.slice(0, 2),
    roles: ['overgripande'],
    appliesTo: ['kommun', 'region'],
    mayBeNotApplicable: true,
    ...change,
  };
}

export function catalogueOf(criteria: readonly Criterion[]): Catalogue {
  return { ...v2, criteria };
}

export function answer(code: string, level: Level | null, change: Partial<CarriedAnswer> = {}): CarriedAnswer {
  return {
    code,
    level,
    notApplicable: false,
    reason: '',
    motivation: `Motivering för ${code}`,
    evidence: [],
    ...change,
  };
}

export function mapping(change: Partial<Mapping>): Mapping {
  return { from: '1.0', to: '2.0', same: [], reworded: [], split: [], merged: [], new: [], withdrawn: [], ...change };
}
