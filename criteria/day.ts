const ZONE = 'Europe/Stockholm';

/** The day in Sweden, as 2026-11-25: rounds, decisions and due dates change at midnight there, not in UTC. */
export function dayOf(moment: Date): string {
  return moment.toLocaleDateString('sv-SE', { timeZone: ZONE });
}

/** The year in Sweden. */
export function yearOf(moment: Date): number {
  return Number(dayOf(moment).slice(0, 4));
}
