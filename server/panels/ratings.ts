import { noSeat, type Seat } from '../access/seat.ts';
import type { RatingRow } from '../database/panel-rows.ts';
import type { Flag } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { OwnRating, RatingBody } from './contract.ts';
import { ownRating } from './own-rating.ts';
import { closeWhatIsDone, countPanelChange } from './queries.ts';

const conflict = (current: OwnRating) =>
  new Problem(
    412,
    'conflict',
    'Någon hos er har valt nivå på en annan telefon eller dator.',
    [{ field: 'If-Match', message: 'är en äldre version' }],
    { current },
  );

/** Saves what an assessor chose on one criterion, over revision `base`. Throws 409 when it has been closed meanwhile. */
export async function rate(
  deps: Deps,
  seat: Seat,
  code: string,
  base: number,
  { level, text, done }: RatingBody,
): Promise<OwnRating> {
  const at = deps.now().toISOString();
  return deps.db.transaction().execute(async (trx) => {
    // Waits for a closing that is under way, and lets the next one wait.
    const panel = await countPanelChange(trx, seat.assessmentId, 'nothing');
    const criterion = await trx
      .selectFrom('panel_criteria')
      .select('closed_at')
      .where('assessment_id', '=', seat.assessmentId)
      .where('code', '=', code)
      .executeTakeFirst();
    if (!criterion) throw notFound('Kriteriet');
    if (criterion.closed_at !== null)
      throw new Problem(
        409,
        'closed',
        'Kriteriet är stängt, så det du skrev sist räknas inte. Texten finns kvar här, så att du kan säga det på mötet.',
        [{ field: 'state', message: 'är stängt' }],
      );
    const present = await trx.selectFrom('assessors').select('id').where('id', '=', seat.assessorId).executeTakeFirst();
    if (!present) throw noSeat();
    const before = await trx
      .selectFrom('ratings')
      .selectAll()
      .where('assessor_id', '=', seat.assessorId)
      .where('code', '=', code)
      .executeTakeFirst();
    const own = ownRating(before, seat);
    if (own.revision !== base) throw conflict(own);
    if (own.elsewhere && level === null)
      throw invalid('level', 'Välj en nivå. Den ersätter det ni har valt på en annan telefon eller dator.');
    const row: RatingRow = {
      assessor_id: seat.assessorId,
      code,
      user_id: seat.userId,
      device: seat.device,
      level,
      text,
      done: (done && level !== null ? 1 : 0) satisfies Flag,
      revision: base + 1,
      updated_at: at,
    };
    await trx
      .insertInto('ratings')
      .values(row)
      .onConflict((target) => target.columns(['assessor_id', 'code']).doUpdateSet(row))
      .execute();
    if (row.done !== (before?.done ?? 0) || (level === null) !== ((before?.level ?? null) === null))
      await countPanelChange(trx, seat.assessmentId, 'counted');
    if (row.done === 1) await closeWhatIsDone(trx, panel, at);
    return { level, text, done: row.done === 1, revision: row.revision, elsewhere: false };
  });
}
