import type { ExampleRow } from '../database/schema.ts';

type Shown = Pick<ExampleRow, 'shown' | 'expires_at'>;

/** How long an example is shown. */
const MONTHS_SHOWN = 24;

/** How long before the end the organisation and SKL are told. */
const WARNING_DAYS = 90;

/** Whether the public reads it at a moment. The query `shownExamples` says the same for lists. */
export function isVisible(row: Shown, now: Date): boolean {
  return row.shown !== null && row.expires_at !== null && row.expires_at > now.toISOString();
}

export function expiresSoon(row: Shown, now: Date): boolean {
  const limit = new Date(now.getTime() + WARNING_DAYS * 86_400_000).toISOString();
  return isVisible(row, now) && (row.expires_at ?? '') <= limit;
}

/** Until when what is published now is shown: the same day so many months later, or that month's last. */
export function endOfShowing(from: Date): string {
  const end = new Date(from);
  end.setUTCMonth(end.getUTCMonth() + MONTHS_SHOWN);
  // The last of February, not the first of March.
  if (end.getUTCDate() !== from.getUTCDate()) end.setUTCDate(0);
  return end.toISOString();
}
