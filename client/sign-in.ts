import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';

/**
 * Signing in with a passkey, on the page where one signs in. The page works without: its button is shown only where the
 * browser has keys.
 */
interface Sent {
  readonly state: string;
  readonly options: Parameters<typeof startAuthentication>[0]['optionsJSON'];
}

/** Said in words that are our own. */
class Refused extends Error {}

async function post(path: string, body: unknown): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused('Det gick inte att nå tjänsten. Kontrollera uppkopplingen, och försök igen.');
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { title?: string };
  throw new Refused(problem.title ?? 'Det gick inte att logga in. Försök igen.');
}

/** The browser's own refusals have English words: the person chose another way, or has no key here. */
const said = (error: unknown): string =>
  error instanceof Refused ? error.message : 'Ingen nyckel användes. Försök igen, eller logga in på ett annat sätt.';

async function signIn(next: string): Promise<void> {
  const begun = (await (await post('/api/v1/session/passkey/begin', {})).json()) as Sent;
  const response = await startAuthentication({ optionsJSON: begun.options });
  await post('/api/v1/session/passkey', { state: begun.state, response });
  location.assign(next);
}

const section = document.querySelector<HTMLElement>('[data-passkey]');
if (section && browserSupportsWebAuthn()) {
  const button = section.querySelector('button');
  const message = section.querySelector('[role="status"]');
  section.hidden = false;
  button?.addEventListener('click', () => {
    if (message) message.textContent = '';
    signIn(section.dataset.passkey ?? '/oversikt').catch((error: unknown) => {
      if (message) message.textContent = said(error);
    });
  });
}
