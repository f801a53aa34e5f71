import type { Generated, Insertable, Selectable } from 'kysely';
import type { AnswerKind } from '../../criteria/scoring/answer-kind.ts';
import type { Task, Track } from '../../criteria/model.ts';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import type { IdentityTables, SignInMethod } from './identity-rows.ts';
import type { PanelTables } from './panel-rows.ts';
import type { KeyFigureTables } from './key-figure-rows.ts';
import type { PeerReviewTables } from './peer-review-rows.ts';
import type { SurveyTables } from './survey-rows.ts';

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

/** What an account may do is said in access/permissions.ts. */
export type Role =
  | 'contributor'
  | 'coordinator'
  | 'decision_maker'
  | 'network_admin'
  | 'county_viewer'
  | 'material_provider'
  | 'unassigned';

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
  /** When it stopped saying who it was (privacy/erase.ts). */
  erased_at: string | null;
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
  /** Null for a session from before it was written down. */
  method: SignInMethod | null;
  /** When it was last used, to within some minutes; null until it has been. */
  seen_at: string | null;
  /** The organisation's own sign-in that it came from, and the session there. */
  provider: string | null;
  provider_session: string | null;
}

export interface InvitationRow {
  id: string;
  token_hash: string;
  /** Of the link that was sent by mail, made as it was sent; null when none was. */
  mail_token_hash: string | null;
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

/**
 * waiting → sending → handing (the server is being given the text) → sent. A process that stops while `sending` has sent
 * nothing, and it is tried again; one that stops while `handing` leaves it `unsure`. `skipped` when it no longer holds.
 */
export type MailState = 'waiting' | 'sending' | 'handing' | 'sent' | 'skipped' | 'failed' | 'unsure';

export interface MailRow {
  id: string;
  key: string;
  kind: string;
  user_id: string | null;
  address: string | null;
  params: string;
  state: MailState;
  created_at: string;
  send_after: string;
  tries: number;
  changed_at: string;
  /** What the mail server answered, or what went wrong. */
  problem: string | null;
}

export interface MailRefusalRow {
  user_id: string;
  kind: string;
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
  /** Ids of the chosen deepenings, as JSON. */
  deepenings: string;
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
  kind: AnswerKind;
  revision: number;
  level: number | null;
  not_applicable: Flag;
  to_confirm: Flag;
  content: string;
  carried: string | null;
  updated_at: string;
  updated_by: string | null;
}

/** What an answer said before (assessments/versions.ts); its content is gone when the assessment has been adopted. */
export interface AnswerVersionRow {
  assessment_id: string;
  code: string;
  revision: number;
  level: number | null;
  not_applicable: Flag;
  content: string | null;
  saved_at: string;
  saved_by: string | null;
}

/** What somebody has said is right all the same (criteria/scoring/findings.ts). */
export interface FindingReplyRow {
  assessment_id: string;
  key: string;
  at: string;
  user_id: string | null;
}

/** What is known of a document beside what stands in the answers (server/evidence). Texts are empty when not known. */
export interface DocumentRow {
  id: string;
  organisation_code: string;
  title: string;
  diarienummer: string;
  date: string | null;
  link: string;
  /** A function, never a person's name. */
  holder: string;
  valid_until: string | null;
  revision: number;
  updated_at: string;
}

/** What the latest visits to an evidence link found. */
export interface LinkCheckRow {
  link: string;
  state: LinkState;
  detail: string;
  failures: number;
  checked_at: string | null;
}

/** An organisation's own Word template (server/templates). */
export interface TemplateRow {
  organisation_code: string;
  name: string;
  /** The fields it asks for, as JSON. */
  tags: string;
  bytes: Uint8Array;
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
  /** When the colleague first opened the criterion. */
  opened_at: string | null;
  /** The last step that somebody took on purpose, and when: see assessments/handout-state.ts. */
  step: 'done' | 'returned' | 'accepted' | null;
  step_at: string | null;
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

interface EventTable {
  id: string;
  at: string;
  event: string;
  user_id: string | null;
  organisation_code: string | null;
  assessment_id: string | null;
  details: string;
  /** Its place in the chain (audit/chain.ts); null until it has been put there. */
  seq: Generated<number | null>;
  details_hash: Generated<string | null>;
  hash: Generated<string | null>;
}

export type EventRow = Selectable<EventTable>;
export type NewEventRow = Insertable<EventTable>;

/** An organisation's time in the network; one that comes back has another row. */
export interface MembershipRow {
  id: string;
  organisation_code: string;
  joined_on: string;
  left_on: string | null;
}

/** A period that the network runs. One per year. Dates without time; `closes` is the last day. */
export interface RoundRow {
  year: number;
  catalogue: string;
  opens: string;
  closes: string;
  text: string;
  created_at: string;
  created_by: string | null;
}

/** A sent assessment, with what decides its peers frozen as it was then. */
export interface SubmissionRow {
  assessment_id: string;
  organisation_code: string;
  year: number;
  revision: number;
  group_code: string;
  county_code: string;
  population: number;
  sharing: Sharing;
  to_county: Flag;
  submitted_at: string;
  submitted_by: string | null;
}

/** How a submission has been shared over time; the first row is the choice at submission. */
export interface SharingChangeRow {
  id: string;
  assessment_id: string;
  /** 1 for the choice at submission. */
  sequence: number;
  at: string;
  /** The year's edition that could be read from then on; 0 before the first. */
  edition: number;
  sharing: Sharing;
  to_county: Flag;
  user_id: string | null;
}

/**
 * Why an edition was made: at the round's close, early, again later, or because someone now shares less. `interim`
 * only withholds what may tell of them, until the figures have been worked out anew.
 */
export type EditionReason = 'closed' | 'early' | 'renewed' | 'sharing' | 'interim';

export interface EditionRow {
  year: number;
  /** 1 for the year's first. The highest number is the one that is read. */
  number: number;
  reason: EditionReason;
  computed_at: string;
  computed_by: string | null;
  /** The year's sets of kommungrupper (criteria/comparison/merged-groups.ts), as JSON; null before the round has closed. */
  sets: string | null;
}

/** What an edition was computed from, so that each of its figures can be explained later. */
export interface EditionMemberRow {
  year: number;
  edition: number;
  assessment_id: string;
  organisation_code: string;
  group_code: string;
  county_code: string;
  population: number;
  sharing: Sharing;
  to_county: Flag;
  /** How the year before was shared then; null when there was none. */
  sharing_before: Sharing | null;
  to_county_before: Flag;
  /** Values by measure (criteria/comparison/measure.ts), as JSON. */
  figures: string;
  /** What has been drawn for the organisation (criteria/comparison/microdata.ts), as JSON; null when nothing has. */
  lots: string | null;
  /** The year before's submission that change is counted from. */
  assessment_before: string | null;
}

/** The published figures of one peer group, as JSON by measure (criteria/comparison/edition-model.ts). */
export interface EditionPageRow {
  year: number;
  edition: number;
  publication: string;
  peers: string;
  submitted: number;
  figures: string;
}

export type ActionState = 'planned' | 'ongoing' | 'done';

export interface ActionRow {
  id: string;
  organisation_code: string;
  criterion: string | null;
  title: string;
  description: string;
  /** A function, never a person's name. */
  responsible: string;
  due: string | null;
  state: ActionState;
  /** What it is to lead to, and for whom. */
  effect: string;
  target_level: number | null;
  /** The year whose level it set out from. */
  base_year: number | null;
  revision: number;
  created_at: string;
  updated_at: string;
}

/** Where an example is on its way (server/showcase/transition.ts). */
export type ExampleStage = 'invited' | 'draft' | 'consented' | 'published' | 'withdrawn' | 'expired' | 'declined';

/** An organisation's example for the showcase: what is being written, what was consented to, what is shown. */
export interface ExampleRow {
  id: string;
  /** Its public address: `lund-sl-01-2026`. */
  slug: string;
  organisation_code: string;
  /** Invited because it stands out, or offered unasked. */
  origin: 'invited' | 'own';
  /** A criterion's or an area's code. */
  subject: string;
  year: number;
  catalogue: string;
  /** On what it stands out (criteria/comparison/standouts.ts), as JSON; empty for what is offered unasked. */
  reasons: string;
  stage: ExampleStage;
  /** What is being written (ExampleText), as JSON. */
  text: string;
  /** SKL's latest words to the organisation. */
  message: string;
  /** The text exactly as it was consented to, until it is published or sent back. */
  consented: string | null;
  consented_at: string | null;
  consented_by: string | null;
  /** What the public reads; nothing else ever is. */
  shown: string | null;
  published_at: string | null;
  expires_at: string | null;
  /** 1 when the public has ever been told that the organisation stands out on it. */
  told: number;
  revision: number;
  created_at: string;
  updated_at: string;
}

export interface PictureRow {
  id: string;
  example_id: string;
  width: number;
  height: number;
  /** Null when the picture is a file. */
  bytes: Uint8Array | null;
  small: Uint8Array | null;
  created_at: string;
}

/** What the latest check of a material's link found. */
export type LinkState = 'unchecked' | 'ok' | 'failing' | 'dead';

export type MaterialStage = 'proposed' | 'returned' | 'published' | 'withdrawn';

/** A learning material: what its owner proposes, and what SKL has let through. */
export interface MaterialRow {
  id: string;
  /** `organisation:1281`, `county:20`, `user:…` or `network`. */
  owner: string;
  stage: MaterialStage;
  /** What its owner has written (MaterialText), as JSON. */
  text: string;
  /** What has been let through; stays while a newer text waits. */
  shown: string | null;
  /** SKL's latest words to the owner. */
  message: string;
  /** When a person last said that the content is right. */
  checked_on: string | null;
  revision: number;
  created_at: string;
  created_by: string | null;
  updated_at: string;
  link_state: LinkState;
  link_detail: string;
  link_failures: number;
  link_checked_at: string | null;
}

/** The level that an organisation aims at, in the mandate period that began in the year `period`. */
export interface TargetRow {
  organisation_code: string;
  period: number;
  code: string;
  level: number;
  updated_at: string;
  updated_by: string | null;
}

/** What is searched: stems of the words of what is shown. */
export interface SearchIndexRow {
  kind: 'example' | 'material';
  id: string;
  stems: string;
}

export interface SigningKeyRow {
  kid: string;
  /** Base64url of the 32 bytes. */
  public_key: string;
  created_at: string;
  retired_at: string | null;
}

/** Failed sign-ins of an account or from an address, by a hash of which. */
export interface SignInAttemptRow {
  key: string;
  failures: number;
  /** When they are forgotten. */
  until: string;
}

export interface Database extends IdentityTables, KeyFigureTables, PanelTables, PeerReviewTables, SurveyTables {
  organisations: OrganisationRow;
  users: UserRow;
  sessions: SessionRow;
  invitations: InvitationRow;
  assessments: AssessmentRow;
  mails: MailRow;
  mail_refusals: MailRefusalRow;
  answers: AnswerRow;
  answer_versions: AnswerVersionRow;
  finding_replies: FindingReplyRow;
  documents: DocumentRow;
  templates: TemplateRow;
  link_checks: LinkCheckRow;
  handouts: HandoutRow;
  comments: CommentRow;
  feedback: FeedbackRow;
  events: EventTable;
  event_chain: { id: number; seq: number; hash: string };
  memberships: MembershipRow;
  rounds: RoundRow;
  submissions: SubmissionRow;
  sharing_changes: SharingChangeRow;
  editions: EditionRow;
  edition_members: EditionMemberRow;
  edition_pages: EditionPageRow;
  actions: ActionRow;
  targets: TargetRow;
  examples: ExampleRow;
  pictures: PictureRow;
  materials: MaterialRow;
  search_index: SearchIndexRow;
  signing_keys: SigningKeyRow;
  sign_in_attempts: SignInAttemptRow;
  settings: { name: string; value: string };
}
