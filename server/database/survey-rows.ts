/** Civil society's view of an organisation, in a year (README, "Civilsamhällets bild"). */
export interface SurveyRow {
  organisation_code: string;
  year: number;
  catalogue: string;
  /** Who chose which associations to invite, in words. */
  chosen_by: string;
  /** The last day on which associations answer. */
  closes: string;
  closed_at: string | null;
  /** The day from which others than the organisation see it, by how it shares; null until it has been closed. */
  shown_on: string | null;
  /** How many, counted when it is closed. */
  invited: number;
  declined: number;
  answered: number;
  /** Invitations that the organisation took back; not among those invited. */
  withdrawn: number;
  /** The organisation's own words. */
  reply: string;
  reply_at: string | null;
  revision: number;
  created_at: string;
  created_by: string | null;
}

export type AssociationState = 'invited' | 'declined' | 'answered' | 'withdrawn';

/** An association while the survey is open; the rows are gone when it has been closed. */
export interface AssociationRow {
  id: string;
  organisation_code: string;
  year: number;
  name: string;
  /** Hash of what its link says. */
  link: string;
  state: AssociationState;
  /** Hash of the cookie of the device that answered, which alone may answer again. */
  device: string | null;
  /** Level or null ("vet inte") by code, as JSON. */
  answers: string | null;
  created_at: string;
  /** When whoever runs the service gave it a link of its own (surveys/disputed.ts); null for those from the organisation. */
  given_at: string | null;
}

export interface SurveySpreadRow {
  organisation_code: string;
  year: number;
  code: string;
  /** How many are counted with each answer, as JSON; null when too few have answered. */
  spread: string | null;
}

export interface SurveyTables {
  surveys: SurveyRow;
  associations: AssociationRow;
  survey_spreads: SurveySpreadRow;
}
