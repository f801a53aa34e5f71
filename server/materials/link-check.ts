import type { LinkState } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { MaterialText } from './contract.ts';
import { openInternet, Refused, statusOf, type Reach } from './safe-request.ts';

export interface LinkResult {
  readonly works: boolean;
  /** For the editor: what the page answered, or why it was not asked. */
  readonly detail: string;
}

const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 10_000;
/** The page is there, but not for a program: shut behind a sign-in, or guarded. */
const GUARDED = new Set([401, 403, 405, 406, 429]);

/** Visits a link, judging every redirect as if it were the first address. Never throws. */
export async function checkLink(link: string, reach: Reach = openInternet): Promise<LinkResult> {
  let at = link;
  try {
    for (let i = 0; i <= MOST_REDIRECTS; i += 1) {
      let answer = await statusOf(at, 'HEAD', reach, TIMEOUT_MS);
      // Some servers only know GET.
      if (answer.status >= 400) answer = await statusOf(at, 'GET', reach, TIMEOUT_MS);
      const { status, location } = answer;
      if (status >= 300 && status < 400 && location !== null && URL.canParse(location, at)) {
        at = new URL(location, at).href;
        continue;
      }
      if (status >= 200 && status < 400) return { works: true, detail: `svarar ${status}` };
      return { works: GUARDED.has(status), detail: `svarar ${status}` };
    }
    return { works: false, detail: 'skickar vidare för många gånger' };
  } catch (error) {
    if (error instanceof Refused) return { works: false, detail: error.message };
    const { code, name } = error as NodeJS.ErrnoException;
    if (name === 'TimeoutError' || name === 'AbortError')
      return { works: false, detail: 'svarar inte inom tio sekunder' };
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { works: false, detail: 'adressen finns inte' };
    return { works: false, detail: 'går inte att nå' };
  }
}

/** So many checks in a row must fail before a link is called dead: a page may be down for a night. */
const DEAD_AFTER = 2;
const DAY_MS = 86_400_000;
const EVERY_DAYS = 7;
const AT_A_TIME = 20;

/** Whether a link's turn has come: once a week, and each day while it fails. `now` in milliseconds. */
export function isDue(checkedAt: string | null, failures: number, now: number): boolean {
  if (checkedAt === null) return true;
  const age = (now - new Date(checkedAt).getTime()) / DAY_MS;
  return age >= (failures > 0 ? 1 : EVERY_DAYS);
}

/** What a link is after one more visit. */
export function judged(
  works: boolean,
  failuresBefore: number,
): { readonly state: LinkState; readonly failures: number } {
  const failures = works ? 0 : failuresBefore + 1;
  return { state: works ? 'ok' : failures >= DEAD_AFTER ? 'dead' : 'failing', failures };
}

/** Checks the links whose turn it is, one after another. Returns how many. What readers see is not changed by it. */
export async function checkDueLinks(deps: Deps, reach: Reach = openInternet): Promise<number> {
  const rows = await deps.db
    .selectFrom('materials')
    .selectAll()
    .where('shown', 'is not', null)
    .orderBy('link_checked_at')
    .execute();
  const due = rows
    .filter((row) => isDue(row.link_checked_at, row.link_failures, deps.now().getTime()))
    .slice(0, AT_A_TIME);
  for (const row of due) {
    const { link } = JSON.parse(row.shown ?? '') as MaterialText;
    const { works, detail } = await checkLink(link, reach);
    const { state, failures } = judged(works, row.link_failures);
    await deps.db
      .updateTable('materials')
      .set({
        link_state: state,
        link_detail: detail,
        link_failures: failures,
        link_checked_at: deps.now().toISOString(),
      })
      .where('id', '=', row.id)
      // The link was changed while it was visited: the new one gets its own turn.
      .where('shown', '=', row.shown)
      .execute();
  }
  return due.length;
}
