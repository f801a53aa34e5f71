import type { Kysely } from 'kysely';
import { mayStandOut, type Standout } from '../../criteria/standouts.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import type { Database, ExampleRow, ExampleStage } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem, type FieldError } from '../http/problem.ts';
import type { SignedInUser } from '../http/requester.ts';
import { latestSubmission, lockRound } from '../rounds/queries.ts';
import { forget, index } from '../search/search.ts';
import { REQUIRED, type ExampleText, type NetworkStep, type OrganisationStep } from './contract.ts';
import { exampleById, type PlacedExample } from './queries.ts';
import { expiresSoon, isVisible } from './view.ts';

type Db = Kysely<Database>;

/** How long an example is shown. */
const MONTHS_SHOWN = 24;

/** From which stages each step can be taken. */
const FROM: Readonly<Record<OrganisationStep | NetworkStep['step'] | 'write', readonly ExampleStage[]>> = {
  write: ['invited', 'draft', 'published', 'withdrawn', 'expired', 'declined'],
  consent: ['draft'],
  'take-back': ['consented'],
  decline: ['invited', 'draft'],
  withdraw: ['invited', 'draft', 'consented', 'published'],
  renew: ['published'],
  publish: ['consented'],
  return: ['consented'],
  'take-down': ['draft', 'consented', 'published'],
};

const WRONG_STAGE = () =>
  new Problem(409, 'wrong-stage', 'Exemplet har ett annat läge nu. Ladda om sidan och se vad som har hänt.', [
    { field: 'step', message: 'är inte möjligt från det nuvarande läget' },
  ]);

function conflict(): Problem {
  return new Problem(412, 'conflict', 'Någon annan har ändrat exemplet under tiden. Ladda om sidan och försök igen.', [
    { field: 'If-Match', message: 'är inte den senaste versionen' },
  ]);
}

/** The same day so many months later, or the month's last. */
export function monthsFrom(date: Date, months: number): string {
  const end = new Date(date);
  end.setUTCMonth(end.getUTCMonth() + months);
  // The last of February, not the third of March.
  if (end.getUTCDate() !== date.getUTCDate()) end.setUTCDate(0);
  return end.toISOString();
}

type Change = Partial<
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
  >
>;

/**
 * Takes an example one step, over the revision that the person saw, and logs it: all in one transaction. What is
 * searched follows what is shown.
 */
async function step(
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

const NOT_SHOWN = { shown: null, published_at: null, expires_at: null } as const;
const NOT_CONSENTED = { consented: null, consented_at: null, consented_by: null } as const;

function missingIn(text: ExampleText): FieldError[] {
  return [
    ...REQUIRED.filter((field) => text[field] === '').map((field) => ({ field, message: 'behöver fyllas i' })),
    ...text.pictures.flatMap(({ alt }, i) =>
      alt === '' ? [{ field: `pictures.${i}.alt`, message: 'behöver fyllas i' }] : [],
    ),
  ];
}

/** An invited example stands on an assessment that is shared by name; when it no longer is, neither is the example. */
async function stillShared(db: Db, row: PlacedExample): Promise<boolean> {
  if (row.origin === 'own') return true;
  const reasons = JSON.parse(row.reasons) as Standout[];
  const years = new Set([row.year, ...reasons.flatMap((why) => (why.kind === 'rise' ? [why.beforeYear] : []))]);
  for (const year of years) {
    const submission = await latestSubmission(db, row.organisation_code, year);
    if (!submission || !mayStandOut(submission)) return false;
  }
  return true;
}

async function refuseUnshared(db: Db, row: PlacedExample): Promise<void> {
  if (await stillShared(db, row)) return;
  throw new Problem(
    409,
    'not-shared',
    'Självskattningen delas bara som statistik nu. Dela den med nätverket eller öppet, så går det att visa exemplet.',
  );
}

async function found(db: Db, id: string, organisationCode: string | null): Promise<PlacedExample> {
  const row = await exampleById(db, id);
  if (!row || (organisationCode !== null && row.organisation_code !== organisationCode)) throw notFound('Exemplet');
  return row;
}

/**
 * An example of its organisation (any, for SKL), while nobody can change how its years are shared: the year before
 * first, as everywhere else where several are locked.
 */
async function held(trx: Db, id: string, organisationCode: string | null): Promise<PlacedExample> {
  const { year } = await found(trx, id, organisationCode);
  await lockRound(trx, year - 1);
  await lockRound(trx, year);
  return found(trx, id, organisationCode);
}

/** Saves what is being written. What is shown meanwhile stays as it is. */
export async function writeExample(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  text: ExampleText,
): Promise<PlacedExample> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await found(trx, id, user.organisationCode);
    await step(deps, trx, row, base, 'write', { stage: 'draft', text: JSON.stringify(text) }, null, user.id);
  });
  return found(deps.db, id, user.organisationCode);
}

/** The organisation's own steps. */
export async function takeStep(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  name: OrganisationStep,
): Promise<PlacedExample> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await held(trx, id, user.organisationCode);
    const go = (change: Change, event: EventName) => step(deps, trx, row, base, name, change, event, user.id);
    const now = deps.now();
    switch (name) {
      case 'consent': {
        const missing = missingIn(JSON.parse(row.text) as ExampleText);
        if (missing.length > 0) throw new Problem(422, 'incomplete', 'Fyll i det som saknas först.', missing);
        await refuseUnshared(trx, row);
        return go(
          {
            stage: 'consented',
            consented: row.text,
            consented_at: now.toISOString(),
            consented_by: user.id,
            message: '',
          },
          'example-consented',
        );
      }
      case 'take-back':
        return go({ stage: 'draft', ...NOT_CONSENTED }, 'example-taken-back');
      case 'decline':
        if (row.origin !== 'invited' || isVisible(row, now)) throw WRONG_STAGE();
        return go({ stage: 'declined', ...NOT_CONSENTED }, 'example-declined');
      case 'withdraw':
        return go({ stage: 'withdrawn', ...NOT_SHOWN, ...NOT_CONSENTED }, 'example-withdrawn');
      case 'renew':
        if (!expiresSoon(row, now)) throw WRONG_STAGE();
        await refuseUnshared(trx, row);
        return go({ expires_at: monthsFrom(now, MONTHS_SHOWN) }, 'example-renewed');
    }
  });
  return found(deps.db, id, user.organisationCode);
}

/** SKL's steps: let it through, send it back with words, or take it down. */
export async function takeNetworkStep(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  wanted: NetworkStep,
): Promise<PlacedExample> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await held(trx, id, null);
    const go = (change: Change, event: EventName) => step(deps, trx, row, base, wanted.step, change, event, user.id);
    const now = deps.now();
    switch (wanted.step) {
      case 'publish':
        await refuseUnshared(trx, row);
        return go(
          {
            stage: 'published',
            shown: row.consented,
            published_at: now.toISOString(),
            expires_at: monthsFrom(now, MONTHS_SHOWN),
            message: '',
            ...NOT_CONSENTED,
          },
          'example-published',
        );
      case 'return':
        return go({ stage: 'draft', message: wanted.message, ...NOT_CONSENTED }, 'example-returned');
      case 'take-down':
        if (!isVisible(row, now)) throw WRONG_STAGE();
        return go({ stage: 'draft', message: wanted.message, ...NOT_SHOWN, ...NOT_CONSENTED }, 'example-taken-down');
    }
  });
  return found(deps.db, id, null);
}

/** Takes an own example away that nobody outside has seen. */
export async function removeExample(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await found(trx, id, user.organisationCode);
    if (row.origin !== 'own' || row.stage !== 'draft' || row.shown !== null) throw WRONG_STAGE();
    await trx.deleteFrom('examples').where('id', '=', id).execute();
    await logEvent(deps, trx, {
      event: 'example-removed',
      userId: user.id,
      organisationCode: row.organisation_code,
      details: { subject: row.subject, year: row.year },
    });
  });
}

/**
 * Withdraws what stands on an assessment that is no longer shared by name. Called in the transaction in which sharing
 * changes, so that names and examples disappear together (README, "Delning").
 */
export async function withdrawUnshared(
  deps: Deps,
  trx: Db,
  userId: string | null,
  organisationCode: string,
): Promise<void> {
  const rows = await trx
    .selectFrom('examples')
    .select('id')
    .where('organisation_code', '=', organisationCode)
    .where('origin', '=', 'invited')
    .where('stage', 'in', FROM.withdraw)
    .execute();
  for (const { id } of rows) {
    const row = await found(trx, id, organisationCode);
    if (await stillShared(trx, row)) continue;
    const change = { stage: 'withdrawn', ...NOT_SHOWN, ...NOT_CONSENTED } as const;
    await step(deps, trx, row, row.revision, 'withdraw', change, 'example-withdrawn', userId);
  }
}

/** Marks what has been shown for its time. It is out of sight from the moment itself; this says so in the log. */
export async function expireExamples(deps: Deps): Promise<number> {
  const now = deps.now().toISOString();
  const due = await deps.db
    .selectFrom('examples')
    .select('id')
    .where('shown', 'is not', null)
    .where('expires_at', '<=', now)
    .execute();
  for (const { id } of due) {
    await deps.db.transaction().execute(async (trx) => {
      const row = await found(trx, id, null);
      if (row.shown === null || (row.expires_at ?? '') > now) return;
      const stage = row.stage === 'published' ? 'expired' : row.stage;
      await trx
        .updateTable('examples')
        .set({ stage, ...NOT_SHOWN, revision: row.revision + 1, updated_at: now })
        .where('id', '=', id)
        .execute();
      await forget(trx, 'example', id);
      await logEvent(deps, trx, {
        event: 'example-expired',
        userId: null,
        organisationCode: row.organisation_code,
        details: { example: id, subject: row.subject, year: row.year },
      });
    });
  }
  return due.length;
}
