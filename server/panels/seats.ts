import type { FastifyReply } from 'fastify';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { takeSeat } from '../access/seat.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { OwnSeats } from './contract.ts';
import { countPanelChange, criteriaIn } from './queries.ts';
import { MOST_WRONG_CODES } from './view.ts';

/**
 * Comes in with the link and a code. Every try is counted before it is looked at, and a right one is taken off again, so
 * that a hundred wrong ones are all there are, however many come at once: then the link stops until it is changed.
 */
export async function enter(
  deps: Deps,
  reply: FastifyReply,
  { link, code }: { readonly link: string; readonly code: string },
): Promise<string> {
  const panel = await deps.db
    .updateTable('panels')
    .set((eb) => ({ wrong_codes: eb('wrong_codes', '+', 1) }))
    .where('link', '=', link)
    .where('ended_at', 'is', null)
    .where('wrong_codes', '<', MOST_WRONG_CODES)
    .returning('assessment_id')
    .executeTakeFirst();
  if (!panel) {
    const known = await deps.db.selectFrom('panels').select('link').where('link', '=', link).executeTakeFirst();
    if (!known) throw new Problem(404, 'not-found', 'Länken gäller inte längre. Be samordnaren om en ny.');
    throw new Problem(
      429,
      'link-stopped',
      'För många fel koder har prövats, så länken är stoppad. Be samordnaren om en ny.',
    );
  }
  const assessor = await deps.db
    .selectFrom('assessors')
    .select('id')
    .where('assessment_id', '=', panel.assessment_id)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!assessor) throw invalid('code', 'Koden stämmer inte. Kontrollera siffrorna.');
  await takeSeat(deps, reply, assessor.id);
  await deps.db
    .updateTable('panels')
    .set((eb) => ({ wrong_codes: eb('wrong_codes', '-', 1), revision: eb('revision', '+', 1) }))
    .where('assessment_id', '=', panel.assessment_id)
    .execute();
  return panel.assessment_id;
}

/** Comes in with the account that has been named an assessor. */
export async function enterByAccount(
  deps: Deps,
  reply: FastifyReply,
  user: SignedInUser,
  { id }: LoadedAssessment,
): Promise<void> {
  const assessor = await deps.db
    .selectFrom('assessors')
    .select('id')
    .where('assessment_id', '=', id)
    .where('user_id', '=', user.id)
    .executeTakeFirst();
  if (!assessor) throw notFound('Din plats i bedömningen');
  await takeSeat(deps, reply, assessor.id);
  await deps.db.transaction().execute((trx) => countPanelChange(trx, id, 'revision'));
}

/** Where the person has been named an assessor. */
export async function ownSeats({ db }: Pick<Deps, 'db'>, user: SignedInUser): Promise<OwnSeats> {
  const rows = await db
    .selectFrom('assessors')
    .innerJoin('assessments', 'assessments.id', 'assessors.assessment_id')
    .select(['assessors.id', 'assessors.name', 'assessments.id as assessment', 'assessments.year'])
    .where('assessors.user_id', '=', user.id)
    .orderBy('assessments.id')
    .execute();
  return Promise.all(
    rows.map(async ({ id, name, assessment, year }) => {
      const [criteria, rated] = await Promise.all([
        criteriaIn(db, assessment),
        db.selectFrom('ratings').select('code').where('assessor_id', '=', id).where('level', 'is not', null).execute(),
      ]);
      const codes = new Set(rated.map(({ code }) => code));
      const open = criteria.filter(({ closed_at }) => closed_at === null);
      return { assessment, year, name, left: open.filter(({ code }) => !codes.has(code)).length, of: criteria.length };
    }),
  );
}
