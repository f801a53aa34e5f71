import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PUBLIC } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import { markup } from '../http/markup.ts';
import { endByLogoutToken } from '../identity/logout.ts';
import {
  beginSignIn,
  finishByAddress,
  finishByStep,
  providerById,
  takeForm,
  type Providers,
} from '../identity/sign-in.ts';
import { safeNext } from './next-page.ts';
import { showPublic } from './public-page.ts';
import { textOf } from './sent-form.ts';
import { signInPage } from './sign-in-page.ts';

interface At {
  Params: { provider: string };
}

/** A town hall has one address, and everyone there comes at nine. */
const MANY = { config: { access: 'public', rateLimit: { max: 2000, timeWindow: '10 minutes' } } } as const;

/** Signing in by an organisation's own sign-in: pages without JavaScript, and what its computers say to ours. */
export function identityPages(app: FastifyInstance, deps: Deps, providers: Providers): void {
  const show = showPublic(deps);

  /** What went wrong is said where one can try again, or choose another way. */
  const orSignInPage = async (request: FastifyRequest, reply: FastifyReply, work: () => Promise<string>) => {
    try {
      return await reply.redirect(await work(), 303);
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 404) throw error;
      reply.headers(error.headers);
      const content = signInPage(deps.config, '', { email: '' }, [{ field: 'main', message: error.message }]);
      return show(request, reply, { path: null, title: 'Logga in', signIn: true, content }, error.status);
    }
  };

  app.get<At & { Querystring: { till?: string; inbjudan?: string } }>('/logga-in/:provider', MANY, (request, reply) => {
    const { till = '', inbjudan = '' } = request.query;
    return orSignInPage(request, reply, () =>
      beginSignIn(deps, providerById(providers, request.params.provider), request, reply, {
        next: safeNext(String(till)),
        invitationToken: String(inbjudan),
      }),
    );
  });
  app.get<At>('/logga-in/:provider/svar', MANY, (request, reply) =>
    orSignInPage(request, reply, () =>
      finishByAddress(deps, providerById(providers, request.params.provider), request, reply),
    ),
  );
  app.post<At>('/logga-in/:provider/svar', { config: { ...MANY.config, fromOtherSites: true } }, (request, reply) =>
    orSignInPage(request, reply, () => {
      const installed = providerById(providers, request.params.provider);
      if (installed.kind !== 'saml') throw notFound();
      return takeForm(deps, installed, request, {
        SAMLResponse: textOf(request.body, 'SAMLResponse'),
        RelayState: textOf(request.body, 'RelayState'),
      });
    }),
  );
  app.get<At & { Querystring: { steg?: string } }>('/logga-in/:provider/klar', MANY, (request, reply) =>
    orSignInPage(request, reply, () =>
      finishByStep(
        deps,
        providerById(providers, request.params.provider),
        request,
        reply,
        String(request.query.steg ?? ''),
      ),
    ),
  );
  app.get<At>('/logga-in/:provider/metadata', PUBLIC, (request, reply) => {
    const installed = providerById(providers, request.params.provider);
    if (installed.kind !== 'saml') throw notFound();
    return reply
      .type('application/samlmetadata+xml; charset=utf-8')
      .header('Cache-Control', 'private, no-cache')
      .send(installed.provider.metadata());
  });
  app.post<At>('/logga-in/:provider/utloggning', MANY, async (request, reply) => {
    const installed = providerById(providers, request.params.provider);
    if (installed.kind !== 'oidc') throw notFound();
    await endByLogoutToken(deps, installed.settings, installed.provider, textOf(request.body, 'logout_token'));
    return reply.code(200).send({});
  });

  app.get<At>('/utloggad/:provider', PUBLIC, async (request, reply) => {
    const { settings, provider } = providerById(providers, request.params.provider);
    const end = await provider.endUrl().catch(() => null);
    return show(request, reply, {
      path: null,
      title: 'Du är utloggad',
      content: markup`<div class="reading"><h1>Du är utloggad från MR-kollen</h1>
        <p>Du kan fortfarande vara inloggad i ${settings.name}. Sitter du vid en dator som fler använder? Logga ut där också.</p>
        ${end === null ? '' : markup`<p><a class="ds-button" href="${end}">Logga ut från ${settings.name}</a></p>`}
        <p><a href="/logga-in">Logga in igen</a></p></div>`,
    });
  });
}
