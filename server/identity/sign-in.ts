import type { FastifyReply, FastifyRequest } from 'fastify';
import { letIn } from '../accounts/service.ts';
import { usableInvitation } from '../accounts/invitations.ts';
import { logEvent } from '../audit/events.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import { beginFlow, passOn, takeFlow } from './flow.ts';
import { OidcProvider } from './oidc.ts';
import { accountOf } from './person.ts';
import { SignInDeclined, type Answer, type IdentityProvider, type Secrets } from './provider.ts';
import { SamlProvider } from './saml.ts';
import type { OidcSettings, ProviderSettings, SamlSettings } from './settings.ts';

export type Installed =
  | { readonly kind: 'oidc'; readonly settings: OidcSettings; readonly provider: OidcProvider }
  | { readonly kind: 'saml'; readonly settings: SamlSettings; readonly provider: SamlProvider };

/** The organisations' own sign-ins, by their ids. */
export type Providers = ReadonlyMap<string, Installed>;

export function installProviders({ providers, publicUrl, operatorName, contactEmail }: Config): Providers {
  return new Map(
    providers.map((settings): [string, Installed] => [
      settings.id,
      settings.kind === 'oidc'
        ? { settings, kind: 'oidc', provider: new OidcProvider(settings, publicUrl) }
        : {
            settings,
            kind: 'saml',
            provider: new SamlProvider(settings, publicUrl, { email: contactEmail, operator: operatorName }),
          },
    ]),
  );
}

export function providerById(providers: Providers, id: string): Installed {
  const found = providers.get(id);
  if (!found) throw notFound('Inloggningen');
  return found;
}

const away = ({ name }: ProviderSettings) =>
  new Problem(
    503,
    'provider-away',
    `${name} svarar inte just nu. Försök igen om en stund.`,
    [],
    {},
    {
      'retry-after': '30',
    },
  );

/** Whether the other side could not be reached, rather than said something wrong. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    error.name === 'TimeoutError' ||
    code === 'OAUTH_TIMEOUT' ||
    /fetch failed|ECONN|ENOTFOUND/.test(`${error.message} ${String(error.cause)}`)
  );
}

/** What is remembered of a sign-in beside the provider's own secrets. */
interface Wish {
  readonly next: string;
  /** An invitation that is accepted by signing in. */
  readonly invitation: string | null;
}

/** Sends the person to her organisation's own sign-in. Resolves with the address. */
export async function beginSignIn(
  deps: Deps,
  { settings, kind, provider }: Installed,
  request: FastifyRequest,
  reply: FastifyReply,
  wished: { readonly next: string; readonly invitationToken: string },
): Promise<string> {
  const invitation = wished.invitationToken === '' ? null : (await usableInvitation(deps, wished.invitationToken)).id;
  const state = deps.newToken();
  let begun: Awaited<ReturnType<IdentityProvider['begin']>>;
  try {
    begun = await provider.begin(state);
  } catch (error) {
    request.log.error({ err: error, provider: settings.id }, 'a sign-in could not be begun');
    throw away(settings);
  }
  const wish: Wish = { next: wished.next, invitation };
  const content = { ...wish, provider: settings.id, secrets: begun.secrets };
  await beginFlow(deps, request, reply, { kind, content }, state);
  return begun.url;
}

interface Proved extends Wish {
  readonly userId: string;
  readonly session: string | null;
}

/** Asks the provider's answer, and tells apart what is not trusted, what was declined and what could not be reached. */
async function prove(
  deps: Deps,
  { settings, provider }: Installed,
  request: FastifyRequest,
  answer: Answer,
  state: string,
  begun: Readonly<Record<string, unknown>> | undefined,
): Promise<Proved> {
  if (begun?.provider !== settings.id)
    throw new Problem(
      403,
      'not-begun',
      'Inloggningen tog för lång tid, eller började i en annan webbläsare. Försök igen.',
    );
  const { next, invitation, secrets } = begun as unknown as Wish & { secrets: Secrets };
  try {
    const identity = await provider.finish(answer, state, secrets);
    const userId = await accountOf(deps, settings, identity, invitation);
    return { userId, session: identity.session, next, invitation };
  } catch (error) {
    if (error instanceof SignInDeclined)
      throw new Problem(403, 'declined', `Inloggningen avbröts hos ${settings.name}. Försök igen.`);
    if (isAway(error)) throw away(settings);
    await logEvent(deps, deps.db, {
      event: 'identity-refused',
      userId: null,
      organisationCode: settings.organisations[0]?.code ?? null,
      details: { provider: settings.name, reason: error instanceof Problem ? error.code : 'not-trusted' },
    });
    if (error instanceof Problem) throw error;
    request.log.warn({ err: error, provider: settings.id }, 'an answer was not trusted');
    throw new Problem(
      403,
      'not-trusted',
      `Svaret från ${settings.name} gick inte att lita på. Försök igen. Händer det flera gånger: kontakta er IT-avdelning.`,
    );
  }
}

async function open(
  deps: Deps,
  { settings, kind }: Installed,
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, session, next }: Omit<Proved, 'invitation'>,
): Promise<string> {
  await letIn(deps, request, reply, userId, { method: kind, provider: settings.id, providerSession: session });
  return next;
}

/** OpenID Connect: the browser comes back by itself, with its cookie. Resolves with where to go next. */
export async function finishByAddress(
  deps: Deps,
  installed: Installed,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const address = new URL(request.url, deps.config.publicUrl);
  const state = address.searchParams.get('state') ?? '';
  const begun = await takeFlow(deps, request, 'oidc', state);
  return open(
    deps,
    installed,
    request,
    reply,
    await prove(deps, installed, request, { address, form: {} }, state, begun),
  );
}

/**
 * SAML: the other site posts its form, which brings no cookie of ours. The answer is proved at once, and the browser is
 * asked at the next step, which it takes by itself. Resolves with that step's address.
 */
export async function takeForm(
  deps: Deps,
  installed: Installed,
  request: FastifyRequest,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const address = new URL(request.url, deps.config.publicUrl);
  const state = form.RelayState ?? '';
  const begun = await takeFlow(deps, request, 'saml', state, false);
  const proved = await prove(deps, installed, request, { address, form }, state, begun);
  const step = await passOn(deps, 'saml-done', String(begun?.browser), { ...proved, provider: installed.settings.id });
  return `/logga-in/${installed.settings.id}/klar?steg=${encodeURIComponent(step)}`;
}

/** SAML's second step. Resolves with where to go next. */
export async function finishByStep(
  deps: Deps,
  installed: Installed,
  request: FastifyRequest,
  reply: FastifyReply,
  step: string,
): Promise<string> {
  const done = await takeFlow(deps, request, 'saml-done', step);
  if (done?.provider !== installed.settings.id)
    throw new Problem(
      403,
      'not-begun',
      'Inloggningen tog för lång tid, eller började i en annan webbläsare. Försök igen.',
    );
  return open(deps, installed, request, reply, done as unknown as Proved);
}
