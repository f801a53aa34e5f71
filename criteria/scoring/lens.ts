import type { Catalogue, Criterion } from '../model.ts';

/** Ways to group the same answers (README, "Så räknar vi"). The Swedish slug is used in addresses. */
export const LENSES = ['area', 'role', 'principle', 'theme', 'goal'] as const;
export type Lens = (typeof LENSES)[number];

export const LENS_NAMES: Readonly<Record<Lens, { readonly slug: string; readonly name: string }>> = {
  area: { slug: 'omrade', name: 'Område' },
  role: { slug: 'uppdrag', name: 'Uppdrag' },
  principle: { slug: 'rattighetsprincip', name: 'Rättighetsprincip' },
  theme: { slug: 'tema', name: 'Tema' },
  goal: { slug: 'globala-malen', name: 'Globalt mål' },
};

export interface LensGroup {
  readonly key: string;
  readonly name: string;
  /** Only for goals: the goal's colour, shown as a swatch beside dark text. */
  readonly colour?: string;
}

/** Every group of a lens, in reading order, also those without criteria. */
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
  }
}
