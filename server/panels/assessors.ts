import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import type { Database } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';
import { invalid, notFound } from '../http/problem.ts';
import type { Kysely } from 'kysely';
import { queueMail } from '../mail/queue.ts';
import { MOST_ASSESSORS } from './contract.ts';
import { about } from './panels.ts';
import { assessorsIn, closeWhatIsDone, countPanelChange } from './queries.ts';

type Db = Kysely<Database>;

/** Six digits that nobody else in the panel has. */
function newCode(deps: Deps, taken: ReadonlySet<string | null>): string {
  for (;;) {
    const code = String(Number.parseInt(hashOf(deps.newToken()).slice(0, 12), 16) % 1_000_000).padStart(6, '0');
    if (!taken.has(code)) return code;
  }
}

async function demandColleague(trx: Db, loaded: LoadedAssessment, userId: string): Promise<void> {
  const colleague = await trx
    .selectFrom('users')
    .select(['organisation_code', 'disabled_at', 'role'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (colleague?.organisation_code !== loaded.organisationCode || colleague.disabled_at !== null)
    throw invalid('userId', 'finns inte i er organisation');
  if (colleague.role === 'unassigned') throw invalid('userId', 'har ingen roll ännu');
}

/** Adds a body or a function: by a colleague's account, or with a code for whoever has none. */
export async function addAssessor(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  { name, userId }: { readonly name: string; readonly userId: string | null },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await countPanelChange(trx, loaded.id, 'revision');
    const others = await assessorsIn(trx, loaded.id);
    if (others.length >= MOST_ASSESSORS) throw invalid('name', `Det får vara högst ${MOST_ASSESSORS} bedömare.`);
    if (others.some((each) => each.name.toLocaleLowerCase('sv') === name.toLocaleLowerCase('sv')))
      throw invalid('name', `${name} är redan bedömare.`);
    if (userId !== null) {
      await demandColleague(trx, loaded, userId);
      if (others.some(({ user_id }) => user_id === userId)) throw invalid('userId', 'är redan bedömare');
    }
    await trx
      .insertInto('assessors')
      .values({
        id: deps.newId(),
        assessment_id: loaded.id,
        name,
        user_id: userId,
        code: userId === null ? newCode(deps, new Set(others.map(({ code }) => code))) : null,
        seat: null,
        created_at: deps.now().toISOString(),
      })
      .execute();
    if (userId !== null && userId !== user.id)
      await queueMail(deps, trx, [
        {
          kind: 'assessor-named',
          key: `assessor-named:${loaded.id}:${userId}:${deps.now().toISOString()}`,
          to: { userId },
          params: { id: loaded.id, by: user.name },
        },
      ]);
    await logEvent(deps, trx, about('assessor-added', user, loaded, { name }));
  });
}

/** Takes an assessor out, with what it has rated. */
export async function removeAssessor(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  assessorId: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const panel = await countPanelChange(trx, loaded.id, 'revision');
    const row = await trx
      .deleteFrom('assessors')
      .where('id', '=', assessorId)
      .where('assessment_id', '=', loaded.id)
      .returning('name')
      .executeTakeFirst();
    if (!row) throw notFound('Bedömaren');
    await closeWhatIsDone(trx, panel, deps.now().toISOString());
    await logEvent(deps, trx, about('assessor-removed', user, loaded, { name: row.name }));
  });
}

/** Another code for whoever has lost it, or whose code somebody else has got: the device that is in is out. */
export async function renewCode(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  assessorId: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await countPanelChange(trx, loaded.id, 'revision');
    const all = await assessorsIn(trx, loaded.id);
    const row = all.find(({ id }) => id === assessorId);
    if (!row || row.user_id !== null) throw notFound('Bedömaren');
    await trx
      .updateTable('assessors')
      .set({ code: newCode(deps, new Set(all.map(({ code }) => code))), seat: null })
      .where('id', '=', assessorId)
      .execute();
    await logEvent(deps, trx, about('assessor-code-renewed', user, loaded, { name: row.name }));
  });
}
