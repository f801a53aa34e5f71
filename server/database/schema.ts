import type { Task, Track } from '../../criteria/model.ts';
import type { Role } from '../accounts/permissions.ts';

/** Rows as they are stored. Times and dates are ISO 8601 text, truth values 0/1, documents JSON text. */
export type Flag = 0 | 1;

export interface OrganisationRow {
  code: string;
  kind: Task;
  name: string;
  short_name: string;
  county_code: string;
  county: string;
  group_code: string;
  group_name: string;
  population: number;
  population_date: string;
  ended_on: string | null;
  successor_code: string | null;
}

export interface UserRow {
  id: string;
  email: string;
  name: string;
  password_hash: string | null;
  role: Role;
  organisation_code: string | null;
  county_code: string | null;
  national: Flag;
  created_at: string;
  disabled_at: string | null;
}

export interface SessionRow {
  /** SHA-256 of the session id, so that a leaked database opens no session. */
  id: string;
  user_id: string;
  /** As the account was when the session began. Changing an account ends its sessions, so they cannot differ. */
  name: string;
  role: Role;
  organisation_code: string | null;
  device: string;
  created_at: string;
  expires_at: string;
}

export interface InvitationRow {
  id: string;
  token_hash: string;
  purpose: 'setup' | 'invite' | 'reset';
  user_id: string | null;
  email: string;
  name: string;
  role: Role;
  organisation_code: string | null;
  county_code: string | null;
  national: Flag;
  created_by: string | null;
  created_at: string;
  /** Later than created_at for a reset from outside the organisation (README, "Behörighet"). */
  valid_from: string;
  expires_at: string;
  used_at: string | null;
  withdrawn_at: string | null;
}

export type AssessmentState = 'draft' | 'ready' | 'adopted';

export interface AssessmentRow {
  id: string;
  organisation_code: string;
  year: number;
  revision: number;
  corrects: string | null;
  based_on: string | null;
  catalogue: string;
  track: Track;
  state: AssessmentState;
  show_status: Flag;
  /** Counts every change of what the assessment shows; its ETag. */
  content_revision: number;
  created_at: string;
  created_by: string | null;
  updated_at: string;
  frozen_at: string | null;
  frozen_json: string | null;
  hash: string | null;
  decision: string | null;
  adopted_at: string | null;
}

export interface AnswerRow {
  assessment_id: string;
  code: string;
  revision: number;
  level: number | null;
  not_applicable: Flag;
  to_confirm: Flag;
  content: string;
  carried: string | null;
  updated_at: string;
  updated_by: string | null;
}

export interface HandoutRow {
  assessment_id: string;
  code: string;
  user_id: string;
  message: string;
  due: string | null;
  created_at: string;
  created_by: string | null;
}

export interface CommentRow {
  id: string;
  assessment_id: string;
  code: string;
  user_id: string | null;
  text: string;
  created_at: string;
}

export interface FeedbackRow {
  id: string;
  about: 'criterion' | 'accessibility';
  catalogue: string | null;
  code: string | null;
  text: string;
  reply_to: string | null;
  created_at: string;
  handled_at: string | null;
}

export interface EventRow {
  id: string;
  at: string;
  event: string;
  user_id: string | null;
  organisation_code: string | null;
  assessment_id: string | null;
  details: string;
}

export interface Database {
  organisations: OrganisationRow;
  users: UserRow;
  sessions: SessionRow;
  invitations: InvitationRow;
  assessments: AssessmentRow;
  answers: AnswerRow;
  handouts: HandoutRow;
  comments: CommentRow;
  feedback: FeedbackRow;
  events: EventRow;
  settings: { name: string; value: string };
}
