import { shortName } from '../../criteria/comparison/peer-groups.ts';
import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { groupsOf, type ComparedLens } from '../../criteria/scoring/lens.ts';
import { changeKey, indexKey } from '../../criteria/comparison/measure-keys.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { Benchmark, FigureView, PublishedFigureView } from '../../server/editions/contract.ts';
import { sign } from './sign.ts';

export function isShown(figure: FigureView | undefined): figure is PublishedFigureView {
  return figure !== undefined && 'n' in figure;
}

/** Whom a figure over the named ones leaves out, as members meet it: everyone else is seen by name there. */
const leftOut = (n: number) => msg(str`${n} som bara delar statistik räknas inte med.`);
/** The same where also members that share with the network are not seen by name. */
export const leftOutHere = (n: number) => msg(str`${n} som inte visar namn här räknas inte med.`);

/** Why there is no figure, in one sentence; or what a shown one leaves out. Empty when it covers everyone. */
export function about(figure: FigureView | undefined, left: (n: number) => string = leftOut): string {
  if (figure === undefined) return msg('Frågan ställs inte till den här gruppen.');
  if (!isShown(figure)) {
    return figure.withheld === 'few'
      ? msg('Visas inte: färre än fem har svarat.')
      : msg('Visas inte: det skulle gå att räkna ut vad en organisation har svarat.');
  }
  return figure.scope === 'named' && figure.without > 0 ? left(figure.without) : '';
}

/** What is shown for a measure: the group's own figure, or a wider group's in its place, and then whose. */
export interface Placed {
  readonly figure: FigureView | undefined;
  /** The wider group's name in short, for a chart or a cell; null for the group's own. */
  readonly from: string | null;
  /** The whole of it. */
  readonly fromName: string | null;
}

export function placed({ figures, instead, groups }: Benchmark, key: string): Placed {
  const wider = instead[key];
  if (!wider) return { figure: figures[key], from: null, fromName: null };
  const group = groups.find((each) => each.key === wider.peers);
  return { figure: wider.figure, from: group ? shortName(group) : wider.peers, fromName: group?.name ?? wider.peers };
}

/** A cell's sign where there is no figure, with its reason for whoever hears the page. */
export function withheld(figure: FigureView | undefined): TemplateResult {
  return figure === undefined
    ? sign('notApplicable')
    : html`<span aria-hidden="true">..</span><span class="visually-hidden">${about(figure)}</span>`;
}

export interface NamedMeasure {
  readonly key: string;
  readonly name: string;
}

/** The measures of a lens, by the names of its groups; `change` for the change since the year before. */
export function measuresOfLens(catalogue: Catalogue, lens: ComparedLens, change = false): readonly NamedMeasure[] {
  return groupsOf(catalogue, lens).map(({ key, name }) => ({
    key: change ? changeKey(lens, key) : indexKey(lens, key),
    name,
  }));
}
