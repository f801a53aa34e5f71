import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { notShown } from '../http/problem.ts';
import { openAssessment, openAssessments } from '../open/assessments.ts';
import { resultName, signedResult } from '../open/result.ts';
import { verdictOn, type Verdict } from '../open/verdict.ts';
import { shownContents } from '../showcase/shown.ts';
import { openListPage, openOrganisationPage, openYearPage, verifyPage } from './open-page.ts';
import { showPublic } from './public-page.ts';
import { idOf, sideBySidePage } from './side-by-side-page.ts';

interface OneYear {
  Params: { code: string; year: string };
}

/** The public pages of those that share `öppet`; for everyone else they do not exist. */
export function openPages(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);

  const yearOf = (text: string) => {
    if (!/^\d{4}$/.test(text)) throw notShown('Självskattningen');
    return Number(text);
  };

  app.get('/oppet', PUBLIC, async (request, reply) =>
    show(request, reply, {
      path: '/oppet',
      title: 'De som visar sitt arbete öppet',
      description: 'Kommuner och regioner som visar sin självskattning av mänskliga rättigheter för alla.',
      styles: 'cards',
      content: openListPage(await openAssessments(deps)),
    }),
  );

  app.get<{ Querystring: { en?: unknown; annan?: unknown } }>('/oppet/bredvid', PUBLIC, async (request, reply) => {
    const open = await openAssessments(deps);
    const { en, annan } = request.query;
    const wanted = [en, annan].map((id) => open.find((each) => idOf(each) === id));
    const [one, other] = wanted;
    const both =
      one && other && one !== other
        ? ([
            await openAssessment(deps, one.code, one.year),
            await openAssessment(deps, other.code, other.year),
          ] as const)
        : undefined;
    return show(request, reply, {
      path: '/oppet/bredvid',
      title: 'Två bredvid varandra',
      description: 'Två öppna självskattningar av mänskliga rättigheter bredvid varandra.',
      styles: 'cards',
      content: sideBySidePage({
        open,
        chosen: [one ? idOf(one) : '', other ? idOf(other) : ''],
        shown: both,
        catalogue: both && catalogueOf(deps, both[0].catalogue),
      }),
    });
  });

  app.get<{ Params: { code: string } }>('/oppet/:code', PUBLIC, async (request, reply) => {
    const { code } = request.params;
    const mine = (await openAssessments(deps)).filter((each) => each.code === code);
    const years = await Promise.all(mine.map(({ year }) => openAssessment(deps, code, year)));
    const [latest] = years;
    if (!latest) throw notShown('Sidan');
    const examples = (await shownContents(deps)).filter(({ organisation }) => organisation.code === code);
    return show(request, reply, {
      path: `/oppet/${code}`,
      title: latest.organisation.name,
      description: `Så bedömer ${latest.organisation.name} själv sitt arbete med mänskliga rättigheter.`,
      styles: 'cards',
      content: openOrganisationPage(years, examples, deps.config.publicUrl),
    });
  });

  app.get<OneYear>('/oppet/:code/:year', PUBLIC, async (request, reply) => {
    const { code } = request.params;
    const shown = await openAssessment(deps, code, yearOf(request.params.year));
    const name = resultName(shown.year, shown.catalogue);
    return show(request, reply, {
      path: `/oppet/${code}/${shown.year}`,
      title: `${shown.organisation.name}, ${name}`,
      description: `${shown.organisation.name}: ${name}.`,
      styles: 'cards',
      content: openYearPage(shown, catalogueOf(deps, shown.catalogue)),
    });
  });

  const verification = async (
    request: FastifyRequest<OneYear>,
    reply: FastifyReply,
    given: { text: string; verdict: Verdict | null },
  ) => {
    const { code } = request.params;
    const year = yearOf(request.params.year);
    const [shown, result] = await Promise.all([openAssessment(deps, code, year), signedResult(deps, code, year)]);
    return show(request, reply, {
      path: `/oppet/${code}/${year}/kontroll`,
      title: `Kontrollera: ${shown.organisation.name} ${year}`,
      description: `Kontrollera att uppgifterna från ${shown.organisation.name} är äkta.`,
      styles: 'cards',
      // What this page says of the signature is found out from the published key, like anyone else would.
      content: verifyPage(shown, result, await verdictOn(deps, JSON.stringify(result)), given),
    });
  };
  app.get<OneYear>('/oppet/:code/:year/kontroll', PUBLIC, (request, reply) =>
    verification(request, reply, { text: '', verdict: null }),
  );
  app.post<OneYear>(
    '/oppet/:code/:year/kontroll',
    // A whole result with long motivations has to fit, and a form's encoding makes it longer.
    { bodyLimit: 4 * 1024 * 1024, config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { fil } = (request.body ?? {}) as { fil?: unknown };
      const text = typeof fil === 'string' ? fil : '';
      return verification(request, reply, { text, verdict: await verdictOn(deps, text) });
    },
  );
}
