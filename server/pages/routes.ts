import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LENSES, LENS_NAMES } from '../../criteria/lens.ts';
import { newPassword } from '../accounts/contract.ts';
import { acceptInvitation, usableInvitation } from '../accounts/invitations.ts';
import { SIGN_IN_LIMIT } from '../accounts/routes.ts';
import { letIn, signIn } from '../accounts/service.ts';
import { newFeedback } from '../catalogues/contract.ts';
import { addFeedback } from '../catalogues/feedback.ts';
import { catalogueOf, latestCatalogue } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { email } from '../http/fields.ts';
import { notFound, Problem, type FieldError } from '../http/problem.ts';
import { closeSession } from '../http/session.ts';
import { helpFor } from '../materials/shown.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { criteriaPage, criterionPage } from './criteria-pages.ts';
import { page } from './layout.ts';
import type { Markup } from './markup.ts';
import { invitationPage, signInPage } from './sign-in-page.ts';
import { startPage } from './start-page.ts';
import { aboutPage, accessibilityPage, englishPage, howWeCount, personalDataPage } from './texts.ts';
import { networkPage, openFiguresOf } from './network-page.ts';
import { peerGroup } from '../../criteria/peer-groups.ts';

const PUBLIC = { config: { access: 'public' } } as const;

interface Shown {
  readonly title: string;
  readonly content: Markup;
  readonly description?: string;
  readonly language?: 'sv' | 'en';
  readonly open?: boolean;
}

function issuesOf(error: { issues: readonly { path: PropertyKey[]; message: string }[] }): FieldError[] {
  return error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    message: message.charAt(0).toLocaleUpperCase('sv') + message.slice(1),
  }));
}

function textOf(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** Only an address inside the service is followed after signing in. */
export function safeNext(next: string): string {
  return /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : '/oversikt';
}

/** The public pages: whole documents, readable and usable without JavaScript. */
export function pageRoutes(app: FastifyInstance, deps: Deps): void {
  const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'private, no-cache')
      .send(page(deps, request, shown));

  app.get('/', PUBLIC, async (request, reply) =>
    request.user
      ? reply.redirect('/oversikt', 303)
      : show(request, reply, {
          title: 'Självskattning av mänskliga rättigheter',
          description: 'Verktyg för kommuner och regioner som vill bedöma sitt arbete med mänskliga rättigheter.',
          content: await startPage(deps),
          open: true,
        }),
  );

  app.get('/sa-raknar-vi', PUBLIC, (request, reply) =>
    show(request, reply, { title: 'Så räknar vi', content: howWeCount(latestCatalogue(deps)) }),
  );
  app.get<{ Querystring: { ar?: string; grupp?: string } }>('/siffror', PUBLIC, async (request, reply) => {
    const { ar, grupp } = request.query;
    const peers = typeof grupp === 'string' && peerGroup(grupp) ? grupp : 'kommuner';
    return show(request, reply, {
      title: 'Nätverkets siffror',
      description: 'Öppna siffror om hur kommuner och regioner bedömer sitt arbete med mänskliga rättigheter.',
      content: networkPage(await openFiguresOf(deps, Number(ar), peers)),
    });
  });
  app.get('/personuppgifter', PUBLIC, (request, reply) =>
    show(request, reply, { title: 'Om personuppgifter', content: personalDataPage(deps.config) }),
  );
  app.get('/om', PUBLIC, (request, reply) =>
    show(request, reply, { title: 'Om tjänsten', content: aboutPage(deps.config) }),
  );
  app.get('/english', PUBLIC, (request, reply) =>
    show(request, reply, { title: 'In English', content: englishPage(deps.config), language: 'en' }),
  );

  const accessibility = { title: 'Tillgänglighet' };
  app.get<{ Querystring: { tack?: string } }>('/tillganglighet', PUBLIC, (request, reply) =>
    show(request, reply, {
      ...accessibility,
      content: accessibilityPage(deps.config, request.query.tack !== undefined, { text: '', replyTo: '' }, []),
    }),
  );
  app.post(
    '/tillganglighet',
    { config: { access: 'public', rateLimit: { max: 20, timeWindow: '1 hour' } } },
    async (request, reply) => {
      const parsed = newFeedback.safeParse(request.body ?? {});
      const given = { text: textOf(request.body, 'text'), replyTo: textOf(request.body, 'replyTo') };
      if (!parsed.success)
        return show(
          request,
          reply,
          { ...accessibility, content: accessibilityPage(deps.config, false, given, issuesOf(parsed.error)) },
          422,
        );
      await addFeedback(deps, { about: 'accessibility', catalogue: null, code: null, ...parsed.data });
      return reply.redirect('/tillganglighet?tack#rapportera', 303);
    },
  );

  app.get('/kriterierna', PUBLIC, (_request, reply) =>
    reply.redirect(`/kriterierna/${latestCatalogue(deps).version}`, 302),
  );
  app.get<{ Params: { version: string }; Querystring: { visa?: string } }>(
    '/kriterierna/:version',
    PUBLIC,
    (request, reply) => {
      const catalogue = catalogueOf(deps, request.params.version);
      const lens = LENSES.find((each) => LENS_NAMES[each].slug === request.query.visa) ?? 'area';
      return show(request, reply, {
        title: `Kriterierna, version ${catalogue.version}`,
        content: criteriaPage(deps.catalogues, catalogue, lens),
      });
    },
  );

  interface OneCriterion {
    Params: { version: string; code: string };
    Querystring: { tack?: string };
  }
  const found = (version: string, code: string) => {
    const catalogue = catalogueOf(deps, version);
    const criterion = catalogue.criteria.find((row) => row.code === code);
    if (!criterion) throw notFound('Kriteriet');
    return { catalogue, criterion };
  };
  app.get<OneCriterion>('/kriterierna/:version/:code', PUBLIC, async (request, reply) => {
    const { catalogue, criterion } = found(request.params.version, request.params.code);
    return show(request, reply, {
      title: `${criterion.code} ${criterion.title}`,
      description: criterion.question,
      content: criterionPage(deps.catalogues, catalogue, criterion, await helpFor(deps, criterion.code), {
        sent: request.query.tack !== undefined,
        text: '',
        replyTo: '',
        errors: [],
      }),
    });
  });
  app.post<OneCriterion>(
    '/kriterierna/:version/:code/tyck-till',
    { config: { access: 'public', rateLimit: { max: 20, timeWindow: '1 hour' } } },
    async (request, reply) => {
      const { catalogue, criterion } = found(request.params.version, request.params.code);
      const parsed = newFeedback.safeParse(request.body ?? {});
      if (!parsed.success) {
        const feedback = {
          sent: false,
          text: textOf(request.body, 'text'),
          replyTo: textOf(request.body, 'replyTo'),
          errors: issuesOf(parsed.error),
        };
        return show(
          request,
          reply,
          {
            title: criterion.title,
            content: criterionPage(
              deps.catalogues,
              catalogue,
              criterion,
              await helpFor(deps, criterion.code),
              feedback,
            ),
          },
          422,
        );
      }
      await addFeedback(deps, {
        about: 'criterion',
        catalogue: catalogue.version,
        code: criterion.code,
        ...parsed.data,
      });
      return reply.redirect(`/kriterierna/${catalogue.version}/${criterion.code}?tack#tyck-till`, 303);
    },
  );

  app.get<{ Querystring: { till?: string } }>('/logga-in', PUBLIC, (request, reply) =>
    request.user
      ? reply.redirect('/oversikt', 303)
      : show(request, reply, {
          title: 'Logga in',
          content: signInPage(deps.config.demo, request.query.till ?? '', { email: '' }, []),
        }),
  );
  app.post('/logga-in', { config: { access: 'public', rateLimit: SIGN_IN_LIMIT } }, async (request, reply) => {
    const given = { email: textOf(request.body, 'email'), password: textOf(request.body, 'password') };
    const next = textOf(request.body, 'next');
    const again = (errors: readonly FieldError[], status: number) =>
      show(request, reply, { title: 'Logga in', content: signInPage(deps.config.demo, next, given, errors) }, status);
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
