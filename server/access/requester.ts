import type {} from 'fastify';
import { sql } from 'kysely';
import { tasksOf, type Task, type Track } from '../../criteria/model.ts';
import type { Role } from './permissions.ts';
import type { Program } from './scopes.ts';
import { prepared } from '../database/prepared.ts';
import type { AssessmentState } from '../database/schema.ts';
import type { Deps } from '../deps.ts';

/** The person behind a request. */
export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationCode: string | null;
  /** Hash of the session cookie; names the session in the person's own list. */
  readonly sessionKey: string;
}

/** What rules need to know of the assessment that an address names. */
export interface LoadedAssessment {
  readonly id: string;
  readonly organisationCode: string;
  readonly tasks: readonly Task[];
  readonly catalogue: string;
  readonly track: Track;
  readonly deepenings: readonly string[];
  readonly state: AssessmentState;
  /** Another for every change of what the assessment shows, and for one started anew in the place of one taken away. */
  readonly contentVersion: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    user: SignedInUser | null;
    /** The assessment named by the address, when the route's access is on one. Checked in enforce.ts. */
    assessment: LoadedAssessment | null;
    /** Set when the call shows a token (RFC 6750); then there is no user, whatever cookie comes along. */
    program: Program | null;
  }
}

/** Ids are made by us; anything else cannot exist, and PostgreSQL refuses some characters. */
const ASSESSMENT_ID = /^\d{2,4}-\d{4}(-\d{1,3})?$/;

/**
 * A text parameter in a join. SQLite would plan the join anew for each new value of a bare parameter, which costs five
 * times the answer (https://sqlite.org/c3ref/prepare.html, on SQLITE_ENABLE_STAT4); an expression it takes as it comes.
 */
const text = sql<string>`${''} || ''`;

const bySession = prepared((db) =>
  db
    .selectFrom('sessions')
    .select(['user_id', 'name', 'role', 'organisation_code'])
    .where('id', '=', '')
    .where('expires_at', '>', '')
    .where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '>', '')])),
);

const bySessionAndAssessment = prepared((db) =>
  db
    .selectFrom('sessions')
    .leftJoin('assessments', (join) => join.on('assessments.id', '=', text))
    .select([
      'sessions.user_id',
      'sessions.name',
      'sessions.role',
      'sessions.organisation_code as user_organisation',
      'assessments.organisation_code',
      'assessments.catalogue',
      'assessments.track',
      'assessments.deepenings',
      'assessments.state',
      'assessments.content_revision',
      'assessments.created_at',
    ])
    .where('sessions.id', '=', text)
    .where('sessions.expires_at', '>', text)
    .where((eb) => eb.or([eb('sessions.seen_at', 'is', null), eb('sessions.seen_at', '>', text)])),
);

const byId = prepared((db) =>
  db
    .selectFrom('assessments')
    .select(['organisation_code', 'catalogue', 'track', 'deepenings', 'state', 'content_revision', 'created_at'])
    .where('id', '=', ''),
);

interface AssessmentColumns {
  readonly organisation_code: string | null;
  readonly catalogue: string | null;
  readonly track: Track | null;
  readonly deepenings: string | null;
  readonly state: AssessmentState | null;
  readonly content_revision: number | null;
  readonly created_at: string | null;
}

/** The ids as they are stored: a JSON array. */
export const deepeningsIn = ({ deepenings }: { readonly deepenings: string }): readonly string[] =>
  JSON.parse(deepenings) as string[];

/** Null when the outer join found no assessment. */
function toAssessment(id: string, row: AssessmentColumns): LoadedAssessment | null {
  const { organisation_code: code, catalogue, track, deepenings, state, content_revision, created_at } = row;
  if (code === null || catalogue === null || track === null || deepenings === null) return null;
  if (state === null || content_revision === null || created_at === null) return null;
  return {
    id,
    organisationCode: code,
    tasks: tasksOf(code),
    catalogue,
    track,
    deepenings: deepeningsIn({ deepenings }),
    state,
    contentVersion: `${created_at}/${content_revision}`,
  };
}

/** The assessment with this id; null when there is none. */
export async function assessmentById(db: Deps['db'], id: string): Promise<LoadedAssessment | null> {
  if (!ASSESSMENT_ID.test(id)) return null;
  const {
    rows: [row],
  } = await byId(db, id);
  return row ? toAssessment(id, row) : null;
}

export interface Requester {
  readonly user: SignedInUser | null;
  readonly assessment: LoadedAssessment | null;
}

/** Who a session belongs to and, when the address names one, the assessment: one query for both. */
export async function requesterOf(
  deps: Deps,
  sessionKey: string,
  assessmentId: string | undefined,
): Promise<Requester> {
  const at = deps.now();
  const now = at.toISOString();
  const unused = new Date(at.getTime() - deps.config.sessionIdleMinutes * 60_000).toISOString();
  if (assessmentId === undefined || !ASSESSMENT_ID.test(assessmentId)) {
    const {
      rows: [row],
    } = await bySession(deps.db, sessionKey, now, unused);
    return {
      user: row
        ? { id: row.user_id, name: row.name, role: row.role, organisationCode: row.organisation_code, sessionKey }
        : null,
      assessment: null,
    };
  }
  const {
    rows: [row],
  } = await bySessionAndAssessment(deps.db, assessmentId, sessionKey, now, unused);
  if (!row) return { user: null, assessment: null };
  return {
    user: { id: row.user_id, name: row.name, role: row.role, organisationCode: row.user_organisation, sessionKey },
    assessment: toAssessment(assessmentId, row),
  };
}
