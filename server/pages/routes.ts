import { everyCriterion } from '../../criteria/model.ts';
import type { FastifyInstance } from 'fastify';
import { LENSES, LENS_NAMES } from '../../criteria/scoring/lens.ts';
import { peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { newFeedback } from '../catalogues/contract.ts';
import { addFeedback } from '../catalogues/feedback.ts';
import { catalogueOf, latestCatalogue, standingOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { notFound } from '../http/problem.ts';
import { helpFor } from '../materials/shown.ts';
import { criteriaPage, criterionPage, STANDING_WORDS } from './criteria-pages.ts';
import { startPage } from './start-page.ts';
import { aboutPage, accessibilityPage, englishPage, howWeCount, personalDataPage } from './texts.ts';
import { networkPage, openFiguresOf } from './network-page.ts';
import { registerPage } from './register-page.ts';
import { showPublic } from './public-page.ts';
import { issuesOf, textOf } from './sent-form.ts';

/** The public pages: whole documents, readable and usable without JavaScript. */
export function pageRoutes(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);

  app.get('/', PUBLIC, async (request, reply) =>
    request.user
      ? reply.redirect('/oversikt', 303)
      : show(request, reply, {
          path: '/',
          title: 'Självskattning av mänskliga rättigheter',
          description: 'Verktyg för kommuner och regioner som vill bedöma sitt arbete med mänskliga rättigheter.',
          content: await startPage(deps),
          styles: 'cards',
        }),
  );

  app.get('/sa-raknar-vi', PUBLIC, (request, reply) =>
    show(request, reply, {
      path: '/sa-raknar-vi',
      title: 'Så räknar vi',
      description: 'Hur MR-kollen räknar index, jämför, skyddar den som bara delar statistik och väljer ut exempel.',
      content: howWeCount(latestCatalogue(deps)),
    }),
  );
  app.get<{ Querystring: { ar?: string; grupp?: string } }>('/siffror', PUBLIC, async (request, reply) => {
    const { ar, grupp } = request.query;
    const peers = typeof grupp === 'string' && peerGroup(grupp) ? grupp : 'kommuner';
    return show(request, reply, {
      path: '/siffror',
      title: 'Nätverkets siffror',
      description: 'Öppna siffror om hur kommuner och regioner bedömer sitt arbete med mänskliga rättigheter.',
      styles: 'cards',
      content: networkPage(await openFiguresOf(deps, Number(ar), peers)),
    });
  });
  app.get('/personuppgifter', PUBLIC, (request, reply) =>
    show(request, reply, {
      path: '/personuppgifter',
      title: 'Om personuppgifter',
      description:
        'Vad MR-kollen sparar om den som använder tjänsten, vad som blir öppet och vilka rättigheter du har.',
      content: personalDataPage(deps.config),
    }),
  );
  app.get('/personuppgifter/register', PUBLIC, (request, reply) =>
    show(request, reply, {
      path: '/personuppgifter/register',
      title: 'Register över behandling av personuppgifter',
      description: 'Vad MR-kollen behandlar om människor, varför, vem som når det och hur länge det finns kvar.',
      content: registerPage(deps.config),
    }),
  );
  app.get('/om', PUBLIC, (request, reply) =>
    show(request, reply, {
      path: '/om',
      title: 'Om tjänsten',
      description: 'Bakgrunden till MR-kollen, hur en självskattning går till och vem som står bakom kriterierna.',
      content: aboutPage(deps.config),
    }),
  );
  app.get('/english', PUBLIC, (request, reply) =>
    show(request, reply, {
      path: '/english',
      title: 'In English',
      description: 'A tool with which Sweden’s municipalities and regions assess their own work with human rights.',
      content: englishPage(deps.config),
      language: 'en',
    }),
  );

  const accessibility = {
    path: '/tillganglighet',
    title: 'Tillgänglighet',
    description: 'Hur tillgänglig MR-kollen är, vad som brister och hur du säger till.',
  };
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
        path: `/kriterierna/${catalogue.version}`,
        title: `Kriterierna, version ${catalogue.version}`,
        description: `Alla ${catalogue.criteria.length} kriterier för arbetet med mänskliga rättigheter, med nivåer, källor och stöd. Version ${catalogue.version}.`,
        content: criteriaPage(deps.catalogues, catalogue, lens, standingOf(deps, catalogue)),
      });
    },
  );

  interface OneCriterion {
    Params: { version: string; code: string };
    Querystring: { tack?: string };
  }
  const found = (version: string, code: string) => {
    const catalogue = catalogueOf(deps, version);
    const criterion = everyCriterion(catalogue).find((row) => row.code === code);
    if (!criterion) throw notFound('Kriteriet');
    return { catalogue, criterion };
  };
  app.get<OneCriterion>('/kriterierna/:version/:code', PUBLIC, async (request, reply) => {
    const { catalogue, criterion } = found(request.params.version, request.params.code);
    const standing = standingOf(deps, catalogue);
    return show(request, reply, {
      path: `/kriterierna/${catalogue.version}/${criterion.code}`,
      title: `${criterion.code} ${criterion.title}${standing === 'current' ? '' : `, version ${catalogue.version}`}`,
      description: `${STANDING_WORDS[standing](catalogue)} ${criterion.question}`.trim(),
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
            path: null,
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
}
