import type { Kysely } from 'kysely';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { activeCoordinators } from '../accounts/queries.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { queueMail, type NewMail } from '../mail/queue.ts';

type Db = Kysely<Database>;

/** Comments within this time are told in one mail. In minutes. */
const TOGETHER = 10;

/** Who besides `user` is to know of what happens in an assessment, each told once (mail/queue.ts). */

type About = Pick<NewMail, 'kind' | 'params'> & { readonly userId: string };

/** One person, of what somebody else has just done. */
async function tellPerson(deps: Deps, trx: Db, by: SignedInUser, { kind, params, userId }: About): Promise<void> {
  if (userId === by.id) return;
  const key = [kind, params.id, params.code ?? '', userId, deps.now().toISOString()].join(':');
  await queueMail(deps, trx, [{ kind, key, to: { userId }, params: { ...params, by: by.name } }]);
}

interface Colleague {
  readonly userId: string;
  readonly code: string;
}

export const tellHandedOut = (
  deps: Deps,
  trx: Db,
  by: SignedInUser,
  { id }: LoadedAssessment,
  { userId, codes }: { readonly userId: string; readonly codes: readonly string[] },
) => tellPerson(deps, trx, by, { kind: 'handed-out', userId, params: { id, codes } });

export const tellTakenBack = (
  deps: Deps,
  trx: Db,
  by: SignedInUser,
  { id }: LoadedAssessment,
  { userId, code }: Colleague,
) => tellPerson(deps, trx, by, { kind: 'taken-back', userId, params: { id, code } });

/** That there is a question about an answer, and not what it says. */
export const tellReturned = (
  deps: Deps,
  trx: Db,
  by: SignedInUser,
  { id }: LoadedAssessment,
  { userId, code }: Colleague,
) => tellPerson(deps, trx, by, { kind: 'returned', userId, params: { id, code } });

export async function tellHandedBack(
  deps: Deps,
  trx: Db,
  by: SignedInUser,
  { id, organisationCode }: LoadedAssessment,
  code: string,
): Promise<void> {
  const at = deps.now().toISOString();
  for (const { id: userId } of await activeCoordinators(trx, organisationCode)) {
    const key = `handed-back:${id}:${code}:${userId}:${at}`;
    await queueMail(deps, trx, [{ kind: 'handed-back', key, to: { userId }, params: { id, code, by: by.name } }]);
  }
}

/** The coordinators, when a colleague has said that everything is done. Waits a little: whoever regrets it is not told of. */
export async function tellAllDone(
  deps: Deps,
  trx: Db,
  by: SignedInUser,
  { id, organisationCode }: LoadedAssessment,
): Promise<void> {
  for (const { id: userId } of await activeCoordinators(trx, organisationCode)) {
    if (userId === by.id) continue;
    const key = `all-done:${id}:${by.id}:${userId}`;
    const params = { id, from: by.id, by: by.name };
    await queueMail(deps, trx, [{ kind: 'all-done', key, to: { userId }, params, afterMinutes: TOGETHER }]);
  }
}

/** The coordinators, and whoever has the criterion. That there is something to read, and not what it says. */
export async function tellComment(
  deps: Deps,
  trx: Db,
  by: SignedInUser,
  { id, organisationCode }: LoadedAssessment,
  code: string,
): Promise<void> {
  const holders = await trx
    .selectFrom('handouts')
    .select('user_id')
    .where('assessment_id', '=', id)
    .where('code', '=', code)
    .execute();
  const coordinators = await activeCoordinators(trx, organisationCode);
  const all = new Set([...coordinators.map((row) => row.id), ...holders.map(({ user_id }) => user_id)]);
  all.delete(by.id);
  const at = deps.now().toISOString();
  await queueMail(
    deps,
    trx,
    [...all].map((userId) => ({
      kind: 'comment',
      key: `comment:${id}:${code}:${userId}`,
      to: { userId },
      params: { id, code, since: at },
      afterMinutes: TOGETHER,
    })),
  );
}

/** Thanks to every colleague who has answered. */
export async function tellAdopted(deps: Deps, trx: Db, { id }: LoadedAssessment): Promise<void> {
  const rows = await trx
    .selectFrom('answers')
    .innerJoin('users', 'users.id', 'updated_by')
    .select('users.id as userId')
    .distinct()
    .where('assessment_id', '=', id)
    .where('role', '=', 'contributor')
    .execute();
  await queueMail(
    deps,
    trx,
    rows.map(({ userId }) => ({ kind: 'adopted', key: `adopted:${id}:${userId}`, to: { userId }, params: { id } })),
  );
}
