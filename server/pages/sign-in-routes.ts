import type { FastifyInstance } from 'fastify';
import { newPassword } from '../accounts/contract.ts';
import { acceptInvitation, usableInvitation } from '../accounts/invitations.ts';
import { letIn, signIn } from '../accounts/service.ts';
import type { InvitationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { email } from '../http/fields.ts';
import { Problem, type FieldError } from '../http/problem.ts';
import { signInByCode } from '../passkeys/service.ts';
import { closeSession } from '../access/session.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { showPublic } from './public-page.ts';
import { safeNext } from './next-page.ts';
import { issuesOf, textOf } from './sent-form.ts';
import { invitationPage, recoveryPage, signInPage } from './sign-in-page.ts';

const NAMES: Readonly<Record<string, string>> = { password: 'Lösenordet', email: 'E-postadressen', name: 'Namnet' };

/** A message that begins with a verb gets its field's name in front: a form without JavaScript has no other sentence. */
const sentences = (errors: readonly FieldError[]): FieldError[] =>
  errors.map(({ field, message }) => ({
    field,
    message: /^[a-zåäö]/.test(message) ? `${NAMES[field] ?? field} ${message}.` : message,
  }));

/** Signing in and out, and accepting an invitation: forms that work without JavaScript. */
export function signInPages(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);
  /** The organisation's own sign-ins by which an invitation can be accepted; a new password is not chosen there. */
  const waysFor = ({ purpose, organisation_code }: InvitationRow, token: string) =>
    purpose === 'invite'
      ? deps.config.providers
          .filter(({ organisations }) => organisations.some(({ code }) => code === organisation_code))
          .map(({ id, name, only }) => ({ name, only, href: `/logga-in/${id}?inbjudan=${token}` }))
      : [];

  app.get<{ Querystring: { till?: string } }>('/logga-in', PUBLIC, (request, reply) =>
    request.user
      ? reply.redirect('/oversikt', 303)
      : show(request, reply, {
          path: null,
          title: 'Logga in',
          signIn: true,
          content: signInPage(deps.config, request.query.till ?? '', { email: '' }, []),
        }),
  );
  app.post('/logga-in', PUBLIC, async (request, reply) => {
    const given = { email: textOf(request.body, 'email'), password: textOf(request.body, 'password') };
    const next = textOf(request.body, 'next');
    const again = (errors: readonly FieldError[], status: number) =>
      show(
        request,
        reply,
        { path: null, title: 'Logga in', signIn: true, content: signInPage(deps.config, next, given, errors) },
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
      // What was typed stays in the form while one waits.
      if (error instanceof Problem && ['too-many', 'busy', 'own-sign-in', 'passkey-needed'].includes(error.code)) {
        reply.headers(error.headers);
        return again([{ field: 'email', message: error.message }], error.status);
      }
      throw error;
    }
    return reply.redirect(safeNext(next), 303);
  });
  app.get('/logga-in/aterstallning', PUBLIC, (request, reply) =>
    show(request, reply, { path: null, title: 'Logga in med kod', content: recoveryPage({ email: '' }, []) }),
  );
  app.post('/logga-in/aterstallning', PUBLIC, async (request, reply) => {
    const given = { email: textOf(request.body, 'email') };
    const again = (errors: readonly FieldError[], status: number) =>
      show(request, reply, { path: null, title: 'Logga in med kod', content: recoveryPage(given, errors) }, status);
    const address = email.safeParse(given.email);
    const password = textOf(request.body, 'password').slice(0, 200);
    const code = textOf(request.body, 'code').slice(0, 200);
    if (!address.success)
      return again([{ field: 'email', message: 'Skriv din e-postadress, till exempel namn@kommun.se.' }], 422);
    if (password === '') return again([{ field: 'password', message: 'Skriv ditt lösenord.' }], 422);
    if (code === '') return again([{ field: 'code', message: 'Skriv en av dina återställningskoder.' }], 422);
    try {
      await signInByCode(deps, request, reply, { email: address.data, password, code });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reply.headers(error.headers);
      return again(error.errors.length > 0 ? error.errors : [{ field: 'email', message: error.message }], error.status);
    }
    return reply.redirect('/konto#nycklar', 303);
  });
  app.post('/logga-ut', PUBLIC, async (request, reply) => {
    const provider = await closeSession(deps, request, reply);
    return reply.redirect(provider === null ? '/' : `/utloggad/${provider}`, 303);
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
          waysFor(row, request.params.token),
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
      const again = async (errors: readonly FieldError[], status = 422) => {
        const organisation = row.organisation_code
          ? await organisationByCode(deps.db, row.organisation_code)
          : undefined;
        const form = { purpose: row.purpose, ...given, organisation: organisation?.name ?? null };
        return show(
          request,
          reply,
          {
            path: null,
            title: 'Skapa konto',
            content: invitationPage(form, waysFor(row, request.params.token), errors),
          },
          status,
        );
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
      if (!address.success || !parsed.success) return again(errors);
      const { name, password } = parsed.data;
      let userId: string;
      try {
        userId = await acceptInvitation(deps, request.params.token, { name, email: address.data, password });
      } catch (error) {
        if (!(error instanceof Problem) || ![422, 503].includes(error.status)) throw error;
        reply.headers(error.headers);
        return again(
          error.errors.length > 0 ? sentences(error.errors) : [{ field: 'password', message: error.message }],
          error.status,
        );
      }
      await letIn(deps, request, reply, userId, { method: 'link' });
      return reply.redirect('/oversikt', 303);
    },
  );
}
