import type { Kysely } from 'kysely';
import { logEvent, type EventName } from '../audit/events.ts';
import type { Database, ExampleRow, ExampleStage } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import { forget, index } from '../search/search.ts';
import type { ExampleText, NetworkStep, OrganisationStep } from './contract.ts';
import { exampleById, type PlacedExample } from './queries.ts';

type Db = Kysely<Database>;

/** From which stages each step can be taken. */
export const FROM: Readonly<
  Record<OrganisationStep | NetworkStep['step'] | 'write' | 'expire', readonly ExampleStage[]>
> = {
  write: ['invited', 'draft', 'published', 'withdrawn', 'expired', 'declined'],
  consent: ['draft'],
  'take-back': ['consented'],
  decline: ['invited', 'draft'],
  withdraw: ['invited', 'draft', 'consented', 'published'],
  renew: ['published', 'draft'],
  publish: ['consented'],
  return: ['consented'],
  'take-down': ['draft', 'consented', 'published'],
  expire: ['draft', 'consented', 'published'],
};

export const WRONG_STAGE = () =>
  new Problem(409, 'wrong-stage', 'Exemplet har ett annat läge nu. Ladda om sidan och se vad som har hänt.', [
    { field: 'step', message: 'är inte möjligt från det nuvarande läget' },
  ]);

export function conflict(): Problem {
  return new Problem(412, 'conflict', 'Någon annan har ändrat exemplet under tiden. Ladda om sidan och försök igen.', [
    { field: 'If-Match', message: 'är inte den senaste versionen' },
  ]);
}

export type Change = Partial<
  Pick<
    ExampleRow,
    | 'stage'
    | 'text'
    | 'message'
    | 'consented'
    | 'consented_at'
    | 'consented_by'
    | 'shown'
    | 'published_at'
    | 'expires_at'
    | 'told'
  >
>;

/** What an example is without when the public does not read it. */
export const NOT_SHOWN = { shown: null, published_at: null, expires_at: null } as const;
/** And when nothing waits for SKL. */
export const NOT_CONSENTED = { consented: null, consented_at: null, consented_by: null } as const;

/** An example of its organisation; any example, for SKL. */
export async function found(db: Db, id: string, organisationCode: string | null): Promise<PlacedExample> {
  const row = await exampleById(db, id);
  if (!row || (organisationCode !== null && row.organisation_code !== organisationCode)) throw notFound('Exemplet');
  return row;
}

/**
 * Takes an example one step, over the revision that the person saw, and logs it: all in one transaction. What is
 * searched follows what is shown.
 */
export async function step(
  deps: Deps,
  db: Db,
  row: PlacedExample,
  base: number,
  name: keyof typeof FROM,
  change: Change,
  event: EventName | null,
  userId: string | null,
): Promise<void> {
  if (row.revision !== base) throw conflict();
  if (!FROM[name].includes(row.stage)) throw WRONG_STAGE();
  const { numUpdatedRows } = await db
    .updateTable('examples')
    .set({ ...change, revision: base + 1, updated_at: deps.now().toISOString() })
    .where('id', '=', row.id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw conflict();
  if (change.shown === null) await forget(db, 'example', row.id);
  if (change.shown) await indexExample(db, { ...row, shown: change.shown });
  if (event)
    await logEvent(deps, db, {
      event,
      userId,
      organisationCode: row.organisation_code,
      details: { example: row.id, subject: row.subject, year: row.year },
    });
}

/** What of an example is searched: what the public reads, and where it is from. */
export function indexExample(db: Db, row: PlacedExample): Promise<void> {
  const { pictures, contact, link: _link, contactEmail: _email, ...words } = JSON.parse(row.shown ?? '') as ExampleText;
  return index(db, 'example', row.id, [
    ...Object.values(words),
    contact,
    ...pictures.map(({ alt }) => alt),
    row.name,
    row.county,
    row.subject,
  ]);
}
