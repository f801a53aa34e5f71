import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LEVEL_WORDS } from '../../criteria/present/level-text.ts';
import { levelChoice } from '../../criteria/present/level-choice.ts';
import { askedIn, type Criterion } from '../../criteria/model.ts';
import type { Permission } from '../access/permissions.ts';
import { may } from '../access/permissions.ts';
import { toAnswerView } from '../assessments/content.ts';
import { answerOf } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { assessmentOf, userOf, type Access } from '../access/enforce.ts';
import { notFound } from '../http/problem.ts';
import { page } from './layout.ts';
import { markup, type Markup } from '../http/markup.ts';

/** Pages that the client draws. The title is the heading until it has. */
const SHELLS: readonly { path: string; title: string; permission: Permission; on?: 'assessment' }[] = [
  { path: '/oversikt', title: 'Översikt', permission: 'account.own' },
  { path: '/konto', title: 'Mitt konto', permission: 'account.own' },
  { path: '/sjalvskattning', title: 'Självskattning', permission: 'assessment.read' },
  { path: '/sjalvskattning/ny', title: 'Starta självskattning', permission: 'assessment.start' },
  { path: '/sjalvskattning/:id', title: 'Självskattning', permission: 'assessment.read', on: 'assessment' },
  { path: '/sjalvskattning/:id/nyckeltal', title: 'Nyckeltal', permission: 'assessment.read', on: 'assessment' },
  {
    path: '/sjalvskattning/:id/forutsattningar',
    title: 'Förutsättningar och stöd',
    permission: 'assessment.read',
    on: 'assessment',
  },
  {
    path: '/sjalvskattning/:id/las-in',
    title: 'Läs in svar från Excel',
    permission: 'assessment.import',
    on: 'assessment',
  },
  {
    path: '/sjalvskattning/:id/utdelat',
    title: 'Utdelade kriterier',
    permission: 'assessment.result',
    on: 'assessment',
  },
  {
    path: '/sjalvskattning/:id/gemensam',
    title: 'Gemensam bedömning',
    permission: 'panel.lead',
    on: 'assessment',
  },
  {
    path: '/sjalvskattning/:id/gemensam/mote',
    title: 'Möte om bedömningen',
    permission: 'panel.lead',
    on: 'assessment',
  },
  { path: '/sjalvskattning/:id/beslut', title: 'Beslut', permission: 'assessment.result', on: 'assessment' },
  { path: '/sjalvskattning/:id/skicka', title: 'Skicka in', permission: 'assessment.result', on: 'assessment' },
  { path: '/resultat', title: 'Resultat', permission: 'assessment.result' },
  { path: '/resultat/:id', title: 'Resultat', permission: 'assessment.result', on: 'assessment' },
  { path: '/resultat/:id/sida', title: 'Läget på en sida', permission: 'assessment.result', on: 'assessment' },
  { path: '/granskning', title: 'Kollegial granskning', permission: 'peer.review' },
  { path: '/granskning/:reviewId', title: 'Kollegial granskning', permission: 'peer.review' },
  { path: '/granskning/:reviewId/redogorelse', title: 'Redogörelse', permission: 'peer.review' },
  { path: '/civilsamhallet/:year', title: 'Civilsamhällets bild', permission: 'survey.read' },
  { path: '/resultat/:id/ramverk', title: 'Andra ramverk', permission: 'assessment.result', on: 'assessment' },
  { path: '/underlag', title: 'Underlag', permission: 'assessment.result' },
  { path: '/mall', title: 'Er Word-mall', permission: 'template.write' },
  { path: '/delta', title: 'Kollegor', permission: 'organisation.users' },
  { path: '/organisationer', title: 'Organisationer', permission: 'network.organisations' },
  { path: '/natverket/konton', title: 'Konton', permission: 'network.accounts' },
  { path: '/natverket/logg', title: 'Logg', permission: 'network.events' },
  { path: '/natverket/mejl', title: 'Mejl', permission: 'network.organisations' },
  { path: '/synpunkter', title: 'Synpunkter', permission: 'network.feedback' },
  { path: '/jamfor', title: 'Jämför', permission: 'network.learn' },
  { path: '/jamfor/:code', title: 'Jämför', permission: 'network.learn' },
  { path: '/medlemmar/:code/:year', title: 'Självskattning', permission: 'network.named' },
  { path: '/atgarder', title: 'Åtgärder', permission: 'action.read' },
  { path: '/mal', title: 'Mål för mandatperioden', permission: 'action.read' },
  { path: '/atgarder/las-in', title: 'Läs in åtgärdernas läge', permission: 'action.write' },
  { path: '/natverket', title: 'Nätverket', permission: 'network.figures' },
  { path: '/natverket/jamforelse', title: 'Alla svar', permission: 'network.figures' },
  { path: '/natverket/fordelning', title: 'Så ser det ut i nätverket', permission: 'network.figures' },
  { path: '/natverket/stod', title: 'Önskat stöd', permission: 'network.figures' },
  { path: '/omgangar', title: 'Omgångar', permission: 'network.rounds' },
  { path: '/omgangar/:year', title: 'Omgång', permission: 'network.rounds' },
  { path: '/medlemmar', title: 'Medlemmar', permission: 'network.rounds' },
  { path: '/exempel', title: 'Exempel', permission: 'example.read' },
  { path: '/exempel/:exampleId', title: 'Exempel', permission: 'example.read' },
  { path: '/natverket/utmarker-sig', title: 'Utmärker sig', permission: 'network.showcase' },
  { path: '/natverket/skyltfonster', title: 'Skyltfönstret', permission: 'network.showcase' },
  { path: '/natverket/skyltfonster/:exampleId', title: 'Skyltfönstret', permission: 'network.showcase' },
  { path: '/natverket/material', title: 'Stöd och material', permission: 'network.materials' },
  { path: '/egna-material', title: 'Eget material', permission: 'material.offer' },
  { path: '/lan', title: 'Alla län', permission: 'county.read' },
  { path: '/lan/:county', title: 'Länets bild', permission: 'county.read' },
];

const CRITERION = '/sjalvskattning/:id/:code';

/** For those without an account: an assessor, who is asked for a code on the page, and an association. */
const FOR_ANYONE = [
  { path: '/bedom', title: 'Gemensam bedömning' },
  { path: '/bedom/:link', title: 'Gemensam bedömning' },
  { path: '/forening/:link', title: 'Vad tycker er förening?' },
] as const;

/** Every address that the client draws; the client's own list must be the same. */
export const APPLICATION_ADDRESSES: readonly string[] = [
  ...[...SHELLS, ...FOR_ANYONE].map(({ path }) => path),
  CRITERION,
];

const NO_SCRIPT = markup`<noscript><p>Den här sidan behöver JavaScript. De öppna sidorna, som <a href="/kriterierna">kriterierna</a>, fungerar utan.</p></noscript>`;

/** The criterion as it stands, answerable before the application has come. */
async function criterionContent(
  deps: Deps,
  request: FastifyRequest,
  code: string,
): Promise<{ criterion: Criterion; content: Markup; answerable: boolean }> {
  const loaded = assessmentOf(request);
  const user = userOf(request);
  const catalogue = catalogueOf(deps, loaded.catalogue);
  const criterion = askedIn(catalogue, loaded).find((row) => row.code === code);
  if (!criterion) throw notFound('Kriteriet');
  const row = await answerOf(deps.db, loaded.id, code);
  const answer = row && toAnswerView(row);
  const editable = loaded.state === 'draft' && may(user.role, 'assessment.answer');
  const { reason = '', motivation = '', evidence = [] } = answer ?? {};
  const early =
    editable && !answer?.toConfirm
      ? JSON.stringify({
          url: `/api/v1/assessments/${loaded.id}/answers/${code}`,
          revision: answer?.revision ?? 0,
          answer: { reason, motivation, evidence },
        })
      : null;
  const area = catalogue.areas.find((each) => each.code === criterion.area);
  const choice = { level: answer?.level ?? null, notApplicable: answer?.notApplicable ?? false };
  const form = levelChoice(
    markup,
    criterion,
    catalogue.vocabulary.levelNames,
    choice,
    !editable || answer?.toConfirm === true,
    {
      legend: 'Vilken nivå stämmer för er?',
      notApplicable: 'Ej aktuellt hos oss',
      ...LEVEL_WORDS,
    },
  );
  const content = markup`<div class="with-aside"><div><p class="eyebrow">${area?.name ?? ''} · ${criterion.code}</p><h1 tabindex="-1">${criterion.title}</h1>
    <p class="question">${criterion.question}</p>${early === null ? form : markup`<div data-early="${early}">${form}</div>`}<p class="save-status" role="status"></p>${NO_SCRIPT}</div></div>`;
  return { criterion, content, answerable: early !== null };
}

/** Addresses of the signed-in application. Which roles may open them is said here, as for every other route. */
export function applicationPages(app: FastifyInstance, deps: Deps): void {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    title: string,
    content: Markup,
    application: 'at-once' | 'after-paint' = 'at-once',
  ) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'private, no-store')
      .send(page(deps, request, { title, content, application }));

  const shell = (path: string, title: string, access: Access) =>
    app.get(path, { config: { access } }, (request, reply) =>
      show(
        request,
        reply,
        title,
        markup`<h1 tabindex="-1">${title}</h1><p role="status" class="quiet">Hämtar …</p>${NO_SCRIPT}`,
      ),
    );
  for (const { path, title, permission, on } of SHELLS)
    shell(path, title, { permission, page: true, ...(on ? { on } : {}) });
  for (const { path, title } of FOR_ANYONE) shell(path, title, 'public');

  app.get<{ Params: { id: string; code: string } }>(
    CRITERION,
    { config: { access: { permission: 'assessment.read', on: 'criterion', page: true } } },
    async (request, reply) => {
      const { criterion, content, answerable } = await criterionContent(deps, request, request.params.code);
      return show(
        request,
        reply,
        `${criterion.code} ${criterion.title}`,
        content,
        answerable ? 'after-paint' : 'at-once',
      );
    },
  );
}
