import type { Seat } from '../access/seat.ts';
import type { RatingRow } from '../database/panel-rows.ts';
import type { OwnRating } from './contract.ts';

/** What was rated with the same account or on the same device is read; else only that there is something. */
export function ownRating(row: RatingRow | undefined, { userId, device }: Seat): OwnRating {
  if (!row) return { level: null, text: '', done: false, revision: 0, elsewhere: false };
  const own = row.user_id === null ? row.device === device : row.user_id === userId;
  const { revision } = row;
  if (!own) return { level: null, text: '', done: false, revision, elsewhere: true };
  return { level: row.level, text: row.text, done: row.done === 1, revision, elsewhere: false };
}
