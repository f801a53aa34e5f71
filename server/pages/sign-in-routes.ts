import type { FastifyInstance } from 'fastify';
import { newPassword } from '../accounts/contract.ts';
import { acceptInvitation, usableInvitation } from '../accounts/invitations.ts';
import { SIGN_IN_LIMIT } from '../accounts/routes.ts';
import { letIn, signIn } from '../accounts/service.ts';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../http/access.ts';
import { email } from '../http/fields.ts';
import { Problem, type FieldError } from '../http/problem.ts';
import { closeSession } from '../http/session.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { showPublic } from './public-page.ts';
import { issuesOf, textOf } from './sent-form.ts';
import { invitationPage, signInPage } from './sign-in-page.ts';

/** Only an address inside the service is followed after signing in. */
function safeNext(next: string): string {
  return /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : '/oversikt';
}

/** Signing in and out, and accepting an invitation: forms that work without JavaScript. */
export function signInPages(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);

  app.get<{ Querystring: { till?: string } }>('/logga-in', PUBLIC, (request, reply) =>
    request.user
      ? reply.redirect('/oversikt', 303)
      : show(request, reply, {
          path: null,
          title: 'Logga in',
          content: signInPage(deps.config.demo, request.query.till ?? '', { email: '' }, []),
        }),
  );
  app.post('/logga-in', { config: { access: 'public', rateLimit: SIGN_IN_LIMIT } }, async (request, reply) => {
    const given = { email: textOf(request.body, 'email'), password: textOf(request.body, 'password') };
    const next = textOf(request.body, 'next');
    const again = (errors: readonly FieldError[], status: number) =>
      show(
        request,
        reply,
        { path: null, title: 'Logga in', content: signInPage(deps.config.demo, next, given, errors) },
        status,
      );
    const address = email.safeParse(given.email);
    if (!address.success)
      return again([{ field: 'email', message: 'Skriv din e-postadress, till exempel namn@kommun.se.' }], 422);
    if (given.password === '') return again([{ field: 'password', message: 'Skriv ditt lösenord.' }], 422);
    try {
      await signIn(deps, request, reply, { email: address.data, password: given.password.slice(0, 200) });
    } catch (error) {
      if (error instanceof Problem && error.code === 'wrong-credentials') return again(error.errors, 401);
      throw error;
    }
    return reply.redirect(safeNext(next), 303);
  });
  app.post('/logga-ut', PUBLIC, async (request, reply) => {
    await closeSession(deps, request, reply);
    return reply.redirect('/', 303);
  });

  app.get<{ Params: { token: string } }>(
    '/inbjudan/:token',
    { config: { access: 'public', rateLimit: { max: 60, timeWindow: '10 minutes' } } },
    async (request, reply) => {
      const row = await usableInvitation(deps, request.params.token);
      const organisation = row.organisation_code ? await organisationByCode(deps.db, row.organisation_code) : undefined;
      return show(request, reply, {
        path: null,
        title: 'Skapa konto',
        content: invitationPage(
          { purpose: row.purpose, name: row.name, email: row.email, organisation: organisation?.name ?? null },
          [],
        ),
      });
    },
  );
  app.post<{ Params: { token: string } }>(
    '/inbjudan/:token',
    { config: { access: 'public', rateLimit: { max: 30, timeWindow: '10 minutes' } } },
    async (request, reply) => {
      const row = await usableInvitation(deps, request.params.token);
      const given = {
        name: textOf(request.body, 'name'),
        email: row.purpose === 'setup' ? textOf(request.body, 'email') : row.email,
      };
      const parsed = newPassword.safeParse({
        name: given.name,
        password: textOf(request.body, 'password'),
        repeat: textOf(request.body, 'repeat'),
      });
      const address = email.safeParse(given.email);
      const errors = [
        ...(address.success
          ? []
          : [{ field: 'email', message: 'Skriv din e-postadress, till exempel namn@kommun.se.' }]),
        ...(parsed.success ? [] : issuesOf(parsed.error)),
      ];
      if (!address.success || !parsed.success) {
        const organisation = row.organisation_code
          ? await organisationByCode(deps.db, row.organisation_code)
          : undefined;
        return show(
          request,
          reply,
          {
            path: null,
            title: 'Skapa konto',
            content: invitationPage(
              { purpose: row.purpose, ...given, organisation: organisation?.name ?? null },
              errors,
            ),
          },
          422,
        );
      }
      await letIn(
        deps,
        request,
        reply,
        await acceptInvitation(deps, request.params.token, {
          name: parsed.data.name,
          email: address.data,
          password: parsed.data.password,
        }),
      );
      return reply.redirect('/oversikt', 303);
    },
  );
}
