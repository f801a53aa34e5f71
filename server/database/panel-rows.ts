import type { Generated, Selectable } from 'kysely';
import type { Flag } from './schema.ts';

/** A joint assessment (README, "Gemensam bedömning"): one for each assessment. */
export interface PanelRow {
  assessment_id: string;
  /** In the address that assessors without an account open; null when the panel has ended. */
  link: string | null;
  /** Codes that were tried with the link and belong to nobody. */
  wrong_codes: number;
  /** Whether a criterion is closed as the last assessor is done with it. */
  closes_itself: Flag;
  /** The criterion on the big screen. */
  showing: string | null;
  /** Counts changes of what everybody in it sees. */
  revision: number;
  /** Counts changes of who has rated what, which the coordinator sees. */
  counted: number;
  created_at: string;
  created_by: string | null;
  ended_at: string | null;
}

interface PanelCriterionTable {
  assessment_id: string;
  code: string;
  closed_at: string | null;
  /** How many chose each level, as JSON, counted as it was closed; null when too few had rated. */
  spread: string | null;
  /** It is from before the panel ended: opened once more, it is rated anew. */
  kept: Generated<Flag>;
}

export type PanelCriterionRow = Selectable<PanelCriterionTable>;

export interface AssessorRow {
  id: string;
  assessment_id: string;
  /** A body or a function. */
  name: string;
  user_id: string | null;
  /** Six digits, for whoever has no account. Tells nothing: what was rated on one device is read on no other. */
  code: string | null;
  /** Hash of the cookie of the device on which the code was last entered. */
  seat: string | null;
  created_at: string;
}

export interface RatingRow {
  assessor_id: string;
  code: string;
  /** Whose account it was written with, or on which device: they alone read it before the criterion is closed. */
  user_id: string | null;
  device: string;
  level: number | null;
  text: string;
  done: Flag;
  revision: number;
  updated_at: string;
}

export interface PanelTables {
  panels: PanelRow;
  panel_criteria: PanelCriterionTable;
  assessors: AssessorRow;
  ratings: RatingRow;
}
