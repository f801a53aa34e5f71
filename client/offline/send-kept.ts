import { ApiError } from '../api/http.ts';
import { signedIn } from '../api/session.ts';
import { sendUnsent } from './saver.ts';
import { allUnsent, dropUnsent } from './unsent.ts';

/**
 * Sends text that an earlier visit could not. What belongs to the open page is left to that page.
 * Text that the server refuses stays kept: its own page shows it and lets the person choose.
 */
export async function sendKeptText(): Promise<void> {
  const user = await signedIn();
  for (const unsent of await allUnsent(user.id)) {
    const { within, code, kind } = unsent;
    const page = kind === 'examples' ? `/exempel/${code}` : `/${within}/${code}`;
    if (unsent.body === null || location.pathname.endsWith(page)) continue;
    try {
      await sendUnsent(unsent);
      await dropUnsent(unsent);
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) return;
    }
  }
}
