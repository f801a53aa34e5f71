import type { Kysely } from 'kysely';
import type { Deps } from '../deps.ts';
import type { Database } from '../database/schema.ts';

/** What is logged. Names are stable; the interface has a Swedish sentence for each. */
export type EventName =
  | 'signed-in'
  | 'sign-in-failed'
  | 'refused'
  | 'password-changed'
  | 'user-invited'
  | 'user-joined'
  | 'user-changed'
  | 'identity-linked'
  | 'identity-refused'
  | 'invitation-accepted'
  | 'passkey-added'
  | 'passkey-removed'
  | 'recovery-codes-made'
  | 'sessions-ended'
  | 'materials-handed-over'
  | 'api-token-created'
  | 'api-token-revoked'
  | 'account-helped'
  | 'person-erased'
  | 'own-data-fetched'
  | 'reset-created'
  | 'reset-requested-outside'
  | 'reset-confirmed'
  | 'invitation-withdrawn'
  | 'assessment-started'
  | 'deepening-changed'
  | 'criteria-handed-out'
  | 'criterion-handed-back'
  | 'criterion-taken-back'
  | 'handouts-done'
  | 'handout-returned'
  | 'handouts-accepted'
  | 'panel-opened'
  | 'panel-closed'
  | 'panel-removed'
  | 'panel-link-renewed'
  | 'assessor-added'
  | 'assessor-removed'
  | 'assessor-code-renewed'
  | 'survey-begun'
  | 'survey-changed'
  | 'survey-removed'
  | 'survey-closed'
  | 'survey-replied'
  | 'association-invited'
  | 'association-withdrawn'
  | 'association-link-renewed'
  | 'association-answer-undone'
  | 'peer-review-proposed'
  | 'peer-review-declined'
  | 'peer-review-withdrawn'
  | 'peer-review-opened'
  | 'peer-review-ended'
  | 'peer-review-signed'
  | 'peer-review-unsigned'
  | 'peer-review-masked'
  | 'comment-written'
  | 'answer-restored'
  | 'answer-version-removed'
  | 'document-changed'
  | 'assessment-frozen'
  | 'assessment-reopened'
  | 'assessment-adopted'
  | 'assessment-corrected'
  | 'text-masked'
  | 'assessment-submitted'
  | 'sharing-changed'
  | 'member-joined'
  | 'member-left'
  | 'round-created'
  | 'round-changed'
  | 'members-reminded'
  | 'edition-published'
  | 'example-invited'
  | 'example-offered'
  | 'example-consented'
  | 'example-taken-back'
  | 'example-declined'
  | 'example-returned'
  | 'example-published'
  | 'example-renewed'
  | 'example-withdrawn'
  | 'example-unshared'
  | 'example-corrected'
  | 'example-taken-down'
  | 'example-expired'
  | 'example-removed'
  | 'material-offered'
  | 'material-published'
  | 'material-returned'
  | 'material-withdrawn'
  | 'material-taken-down';

export interface NewEvent {
  readonly event: EventName;
  readonly userId: string | null;
  readonly organisationCode: string | null;
  readonly assessmentId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Appends to the log, in the same transaction as what it tells about. Rows are never changed. */
export async function logEvent(
  deps: Pick<Deps, 'newId' | 'now'>,
  db: Kysely<Database>,
  event: NewEvent,
): Promise<void> {
  await db
    .insertInto('events')
    .values({
      id: deps.newId(),
      at: deps.now().toISOString(),
      event: event.event,
      user_id: event.userId,
      organisation_code: event.organisationCode,
      assessment_id: event.assessmentId ?? null,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute();
}
