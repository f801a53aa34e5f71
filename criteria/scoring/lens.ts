import type { Catalogue, Criterion } from '../model.ts';

/** The lenses that the network is compared by: what is published is worked out once for each of their groups. */
export const COMPARED_LENSES = ['area', 'role', 'principle', 'theme', 'goal'] as const;
export type ComparedLens = (typeof COMPARED_LENSES)[number];

/** Ways to group the same answers (README, "Så räknar vi"). The Swedish slug is used in addresses. */
export const LENSES = [...COMPARED_LENSES, 'right'] as const;
export type Lens = (typeof LENSES)[number];

export const LENS_NAMES: Readonly<Record<Lens, { readonly slug: string; readonly name: string }>> = {
  area: { slug: 'omrade', name: 'Område' },
  role: { slug: 'uppdrag', name: 'Uppdrag' },
  principle: { slug: 'rattighetsprincip', name: 'Rättighetsprincip' },
  theme: { slug: 'tema', name: 'Tema' },
  goal: { slug: 'globala-malen', name: 'Globalt mål' },
  right: { slug: 'rattighet', name: 'Rättighet' },
};

export interface LensGroup {
  readonly key: string;
  readonly name: string;
  /** Only for goals: the goal's colour, shown as a swatch beside dark text. */
  readonly colour?: string;
}

/** Every group of a lens, in reading order, also those without criteria (of the laws and conventions, those that the version names). */
export function groupsOf(catalogue: Catalogue, lens: Lens): readonly LensGroup[] {
  const { vocabulary } = catalogue;
  switch (lens) {
    case 'area':
      return catalogue.areas.map(({ code, name }) => ({ key: code, name }));
    case 'role':
      return vocabulary.roles.map(({ id, name }) => ({ key: id, name }));
    case 'principle':
      return vocabulary.principles.map(({ id, name }) => ({ key: id, name }));
    case 'theme':
      return vocabulary.themes.map(({ id, name }) => ({ key: id, name }));
    case 'goal':
      return vocabulary.goals.map(({ goal, name, colour }) => ({ key: String(goal), name: `${goal} ${name}`, colour }));
    case 'right': {
      const used = new Set(catalogue.criteria.flatMap((criterion) => keysOf(criterion, 'right')));
      return Object.entries(vocabulary.instruments)
        .filter(([key]) => used.has(key))
        .map(([key, name]) => ({ key, name }));
    }
  }
}

/** The keys of the groups that a criterion belongs to; "övergripande" is a role group of its own. */
export function keysOf(criterion: Criterion, lens: Lens): readonly string[] {
  switch (lens) {
    case 'area':
      return [criterion.area];
    case 'role':
      return criterion.roles;
    case 'principle':
      return [criterion.principle];
    case 'theme':
      return criterion.themes;
    case 'goal':
      return [...new Set(criterion.sdg.map(({ target }) => target.split('.')[0] ?? ''))];
    case 'right':
      return [...new Set(criterion.rights.map((right) => right.split(' ')[0] ?? ''))];
  }
}
