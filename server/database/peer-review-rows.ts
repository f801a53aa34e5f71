/** A review between two members (README, "Kollegial granskning"). */
export type PeerReviewState = 'proposed' | 'open' | 'ended' | 'signed' | 'declined' | 'withdrawn';
export type PeerSide = 'host' | 'guest';
export type PeerNoteKind = 'holds' | 'question' | 'suggestion';

export interface PeerReviewRow {
  id: string;
  /** Whose assessment is read. */
  host: string;
  /** Who reads it. */
  guest: string;
  proposed_by: PeerSide;
  message: string;
  /** As it was last changed: an open one is over when its last day has passed (peer-reviews/phase.ts). */
  state: PeerReviewState;
  /** What is read. Set by the host, who may be the one to propose or to say yes. */
  assessment_id: string | null;
  created_at: string;
  created_by: string | null;
  opened_on: string | null;
  /** The last day on which the guest reads. */
  ends_on: string | null;
  /** Each side's part of the account, with a revision of its own: they write at the same time. */
  guest_text: string;
  guest_revision: number;
  guest_signed_at: string | null;
  guest_signed_by: string | null;
  host_text: string;
  host_revision: number;
  host_signed_at: string | null;
  host_signed_by: string | null;
  /** Counts every change of what the account says; whoever signs says which one. */
  revision: number;
}

export interface PeerNoteRow {
  review_id: string;
  code: string;
  kind: PeerNoteKind;
  text: string;
  written_by: string | null;
  written_at: string;
  reply: string;
  replied_by: string | null;
  replied_at: string | null;
  revision: number;
}

export interface PeerReviewTables {
  peer_reviews: PeerReviewRow;
  peer_notes: PeerNoteRow;
}
