/** Made once: making one takes longer than all else that most requests do. */
const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** The day in Sweden, as 2026-11-25: rounds, decisions and due dates change at midnight there, not in UTC. */
export function dayOf(moment: Date): string {
  return stockholm.format(moment);
}

/** Whole days from one day to another: 0 the same day, 1 the day after, negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The year in Sweden. */
export function yearOf(moment: Date): number {
  return Number(dayOf(moment).slice(0, 4));
}
