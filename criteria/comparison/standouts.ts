import { isComparable } from '../scoring/change.ts';
import { comparedAs } from './measure.ts';
import { appliesTo, tasksOf, type Catalogue, type Level, type Mapping, type Track } from '../model.ts';
import type { Sharing } from './readers.ts';
import { confirmedLevel, tallyOf, type AnswerState } from '../scoring/score.ts';

/** The published rule for who may be shown to the rest (README, "Skyltfönstret"). No jury: SKL picks from the list. */
export const STANDOUT_RULE = {
  /** The highest level, with evidence. */
  top: 4,
  /** Or up at least this many levels since the year before, to at least `from`, with evidence. */
  rise: 2,
  from: 3,
  /** An area: at least this index, with at least this share of evidence, and in the peer group's highest quarter. */
  index: 60,
  evidence: 50,
  fewestPeers: 10,
} as const;

/** One organisation's adopted assessment of a year, with the sharing it was sent with. */
export interface SharedYear {
  readonly organisation: string;
  readonly year: number;
  readonly sharing: Sharing;
  readonly track: Track;
  readonly catalogue: string;
  readonly states: ReadonlyMap<string, AnswerState>;
}

/** A published third quartile, over everyone in the nearest peer group that has one. */
export interface UpperQuartile {
  readonly peers: string;
  readonly n: number;
  readonly quartile: number;
}

export type Standout =
  | { readonly kind: 'top'; readonly subject: string; readonly level: Level }
  | {
      readonly kind: 'rise';
      readonly subject: string;
      readonly level: Level;
      readonly before: Level;
      readonly beforeYear: number;
    }
  | {
      readonly kind: 'area';
      readonly subject: string;
      readonly index: number;
      /** Share of the area's answers at level 2 or higher that carry evidence, 0–100. */
      readonly evidence: number;
      readonly peers: string;
      readonly n: number;
      readonly quartile: number;
    };

/** The year before, when it may be used: shared by name too, and with criteria that can be compared. */
export interface YearBefore {
  readonly shared: SharedYear;
  /** Null for the same version; undefined when the two cannot be compared. */
  readonly mapping: Mapping | null | undefined;
}

/** Only what is shared by name may stand out: for SKL's eyes as well. */
export function mayStandOut<Shared extends Pick<SharedYear, 'sharing'>>(
  shared: Shared,
): shared is Shared & { sharing: Exclude<Sharing, 'statistik'> } {
  return shared.sharing !== 'statistik';
}

function criterionStandout(code: string, shared: SharedYear, before: YearBefore | undefined): Standout | undefined {
  const level = confirmedLevel(shared.states.get(code));
  if (level === null || !shared.states.get(code)?.hasEvidence) return undefined;
  if (level >= STANDOUT_RULE.top) return { kind: 'top', subject: code, level };
  if (!before || !mayStandOut(before.shared) || !isComparable(code, before.mapping)) return undefined;
  const earlier = confirmedLevel(before.shared.states.get(code));
  if (earlier === null || level < STANDOUT_RULE.from || level - earlier < STANDOUT_RULE.rise) return undefined;
  return { kind: 'rise', subject: code, level, before: earlier, beforeYear: before.shared.year };
}

function areaStandout(
  catalogue: Catalogue,
  area: string,
  shared: SharedYear,
  upper: UpperQuartile | undefined,
): Standout | undefined {
  if (shared.track !== 'full' || !upper || upper.n < STANDOUT_RULE.fewestPeers) return undefined;
  const only = { ...catalogue, criteria: catalogue.criteria.filter((row) => row.area === area) };
  const tally = tallyOf(only, [comparedAs(shared.organisation)], shared.states, []);
  const { index, incomplete } = tally.total();
  const { share } = tally.evidenceShare();
  if (index === null || incomplete || share === null) return undefined;
  if (index < STANDOUT_RULE.index || share < STANDOUT_RULE.evidence || index < upper.quartile) return undefined;
  const { peers, n, quartile } = upper;
  return { kind: 'area', subject: area, index, evidence: share, peers, n, quartile };
}

/**
 * On what an organisation stands out one year, by the published rule. Nothing when it only shares statistics.
 * `upperOf` gives the published third quartile of an area, if there is one; ties are included.
 */
export function standoutsOf(
  catalogue: Catalogue,
  shared: SharedYear,
  before: YearBefore | undefined,
  upperOf: (area: string) => UpperQuartile | undefined,
): readonly Standout[] {
  if (!mayStandOut(shared)) return [];
  const tasks = tasksOf(shared.organisation);
  const asked = catalogue.criteria.filter((criterion) => appliesTo(criterion, tasks));
  return [
    ...catalogue.areas.map(({ code }) => areaStandout(catalogue, code, shared, upperOf(code))),
    ...asked.map(({ code }) => criterionStandout(code, shared, before)),
  ].filter((found) => found !== undefined);
}
