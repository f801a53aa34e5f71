/** What server/pages/early-save.js has done before the application came. */
interface EarlySave {
  clicks: number;
  /** The value of the radio button last chosen: a level, or `na`. */
  choice: string | null;
  ok: boolean | null;
  revision: number | null;
  busy: Promise<void>;
  off: boolean;
}

declare global {
  interface Window {
    mrEarly?: EarlySave;
  }
}

/** A choice made before the application came, and the save of it that may still be under way. */
export interface EarlyChoice {
  readonly choice: string;
  /** The stored revision; null when the save did not reach the server. */
  readonly revision: Promise<number | null>;
}

/** Waits for what is under way, so that what is fetched next is not older than it. */
export async function settleEarlySave(): Promise<void> {
  await window.mrEarly?.busy;
}

/**
 * Takes over from the page's own listener. Called when the application's form replaces the page's, in the same
 * turn, so that no click falls between the two. Undefined when nothing was chosen.
 */
export function takeEarlyChoice(): EarlyChoice | undefined {
  const early = window.mrEarly;
  if (!early || early.off) return undefined;
  early.off = true;
  if (early.choice === null) return undefined;
  return { choice: early.choice, revision: early.busy.then(() => (early.ok ? early.revision : null)) };
}
