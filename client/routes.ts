import { msg } from '@lit/localize';

export interface Route {
  readonly pattern: string;
  /** The custom element that shows it. */
  readonly tag: string;
  readonly title: () => string;
  readonly load: () => Promise<unknown>;
}

/** Pages that come together are asked for in one place, so that the list stays light. */
const comparison = () => import('./pages/comparison.ts');
const network = () => import('./pages/network/index.ts');
const counties = () => import('./pages/county-pages.ts');
const showcase = () => import('./pages/showcase/index.ts');
const panels = () => import('./pages/panel-pages.ts');
const reviews = () => import('./pages/reviews/index.ts');
const latest = () => import('./pages/latest.ts');

/** Every address of the signed-in application. Tests walk this list; the server has the same addresses. */
export const routes: readonly Route[] = [
  { pattern: '/oversikt', tag: 'mr-overview', title: () => msg('Översikt'), load: () => import('./pages/overview.ts') },
  { pattern: '/konto', tag: 'mr-account', title: () => msg('Mitt konto'), load: () => import('./pages/account.ts') },
  {
    pattern: '/sjalvskattning',
    tag: 'mr-latest-assessment',
    title: () => msg('Självskattning'),
    load: latest,
  },
  {
    pattern: '/sjalvskattning/ny',
    tag: 'mr-start',
    title: () => msg('Starta självskattning'),
    load: () => import('./pages/start.ts'),
  },
  {
    pattern: '/sjalvskattning/:id',
    tag: 'mr-assessment',
    title: () => msg('Självskattning'),
    load: () => import('./pages/assessment.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/nyckeltal',
    tag: 'mr-indicators',
    title: () => msg('Nyckeltal'),
    load: () => import('./pages/indicators.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/forutsattningar',
    tag: 'mr-conditions',
    title: () => msg('Förutsättningar och stöd'),
    load: () => import('./pages/conditions.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/utdelat',
    tag: 'mr-handouts',
    title: () => msg('Utdelade kriterier'),
    load: () => import('./pages/handouts.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/gemensam',
    tag: 'mr-panel',
    title: () => msg('Gemensam bedömning'),
    load: panels,
  },
  {
    pattern: '/sjalvskattning/:id/gemensam/mote',
    tag: 'mr-meeting',
    title: () => msg('Möte om bedömningen'),
    load: panels,
  },
  {
    pattern: '/civilsamhallet/:year',
    tag: 'mr-survey',
    title: () => msg('Civilsamhällets bild'),
    load: () => import('./pages/survey.ts'),
  },
  {
    pattern: '/forening/:link',
    tag: 'mr-association',
    title: () => msg('Vad tycker er förening?'),
    load: () => import('./pages/association.ts'),
  },
  {
    pattern: '/bedom',
    tag: 'mr-rating',
    title: () => msg('Gemensam bedömning'),
    load: () => import('./pages/rating.ts'),
  },
  {
    pattern: '/bedom/:link',
    tag: 'mr-rating',
    title: () => msg('Gemensam bedömning'),
    load: () => import('./pages/rating.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/beslut',
    tag: 'mr-decision',
    title: () => msg('Beslut'),
    load: () => import('./pages/decision.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/skicka',
    tag: 'mr-submission',
    title: () => msg('Skicka in'),
    load: comparison,
  },
  {
    pattern: '/sjalvskattning/:id/las-in',
    tag: 'mr-import',
    title: () => msg('Läs in svar från Excel'),
    load: () => import('./pages/import.ts'),
  },
  {
    pattern: '/sjalvskattning/:id/:code',
    tag: 'mr-criterion',
    title: () => msg('Kriterium'),
    load: () => import('./pages/criterion.ts'),
  },
  {
    pattern: '/resultat',
    tag: 'mr-latest-result',
    title: () => msg('Resultat'),
    load: latest,
  },
  { pattern: '/resultat/:id', tag: 'mr-result', title: () => msg('Resultat'), load: () => import('./pages/result.ts') },
  {
    pattern: '/resultat/:id/sida',
    tag: 'mr-glance',
    title: () => msg('Läget på en sida'),
    load: () => import('./pages/glance.ts'),
  },
  {
    pattern: '/resultat/:id/ramverk',
    tag: 'mr-frameworks',
    title: () => msg('Andra ramverk'),
    load: () => import('./pages/frameworks.ts'),
  },
  { pattern: '/underlag', tag: 'mr-evidence', title: () => msg('Underlag'), load: () => import('./pages/evidence.ts') },
  { pattern: '/mall', tag: 'mr-template', title: () => msg('Er Word-mall'), load: () => import('./pages/template.ts') },
  {
    pattern: '/delta',
    tag: 'mr-people',
    title: () => msg('Kollegor'),
    load: () => import('./pages/people.ts'),
  },
  { pattern: '/natverket/konton', tag: 'mr-outside-accounts', title: () => msg('Konton'), load: network },
  { pattern: '/natverket/logg', tag: 'mr-log', title: () => msg('Logg'), load: network },
  { pattern: '/natverket/mejl', tag: 'mr-mails', title: () => msg('Mejl'), load: network },
  {
    pattern: '/organisationer',
    tag: 'mr-organisations',
    title: () => msg('Organisationer'),
    load: () => import('./pages/organisations.ts'),
  },
  {
    pattern: '/synpunkter',
    tag: 'mr-feedback',
    title: () => msg('Synpunkter'),
    load: () => import('./pages/feedback.ts'),
  },
  { pattern: '/jamfor', tag: 'mr-compare', title: () => msg('Jämför'), load: comparison },
  {
    pattern: '/jamfor/:code',
    tag: 'mr-compare-criterion',
    title: () => msg('Jämför'),
    load: comparison,
  },
  {
    pattern: '/medlemmar/:code/:year',
    tag: 'mr-named',
    title: () => msg('Självskattning'),
    load: comparison,
  },
  {
    pattern: '/atgarder',
    tag: 'mr-actions',
    title: () => msg('Åtgärder'),
    load: comparison,
  },
  { pattern: '/mal', tag: 'mr-targets', title: () => msg('Mål'), load: () => import('./pages/targets.ts') },
  {
    pattern: '/atgarder/las-in',
    tag: 'mr-status-import',
    title: () => msg('Läs in åtgärdernas läge'),
    load: () => import('./pages/status-import.ts'),
  },
  {
    pattern: '/natverket',
    tag: 'mr-network',
    title: () => msg('Nätverket'),
    load: network,
  },
  {
    pattern: '/natverket/jamforelse',
    tag: 'mr-heat',
    title: () => msg('Alla svar'),
    load: network,
  },
  {
    pattern: '/natverket/fordelning',
    tag: 'mr-distributions',
    title: () => msg('Så ser det ut i nätverket'),
    load: network,
  },
  {
    pattern: '/natverket/stod',
    tag: 'mr-support',
    title: () => msg('Önskat stöd'),
    load: network,
  },
  {
    pattern: '/omgangar',
    tag: 'mr-rounds',
    title: () => msg('Omgångar'),
    load: network,
  },
  {
    pattern: '/omgangar/:year',
    tag: 'mr-round',
    title: () => msg('Omgång'),
    load: network,
  },
  {
    pattern: '/medlemmar',
    tag: 'mr-members',
    title: () => msg('Medlemmar'),
    load: network,
  },
  {
    pattern: '/exempel',
    tag: 'mr-examples',
    title: () => msg('Exempel'),
    load: showcase,
  },
  {
    pattern: '/exempel/:exampleId',
    tag: 'mr-example',
    title: () => msg('Exempel'),
    load: showcase,
  },
  {
    pattern: '/natverket/utmarker-sig',
    tag: 'mr-standouts',
    title: () => msg('Utmärker sig'),
    load: showcase,
  },
  {
    pattern: '/natverket/skyltfonster',
    tag: 'mr-network-examples',
    title: () => msg('Skyltfönstret'),
    load: showcase,
  },
  {
    pattern: '/natverket/skyltfonster/:exampleId',
    tag: 'mr-network-example',
    title: () => msg('Skyltfönstret'),
    load: showcase,
  },
  {
    pattern: '/natverket/material',
    tag: 'mr-network-materials',
    title: () => msg('Stöd och material'),
    load: showcase,
  },
  {
    pattern: '/egna-material',
    tag: 'mr-own-materials',
    title: () => msg('Eget material'),
    load: showcase,
  },
  {
    pattern: '/granskning',
    tag: 'mr-peer-reviews',
    title: () => msg('Kollegial granskning'),
    load: reviews,
  },
  {
    pattern: '/granskning/:reviewId',
    tag: 'mr-peer-review',
    title: () => msg('Kollegial granskning'),
    load: reviews,
  },
  {
    pattern: '/granskning/:reviewId/redogorelse',
    tag: 'mr-peer-account',
    title: () => msg('Redogörelse'),
    load: reviews,
  },
  { pattern: '/lan', tag: 'mr-counties', title: () => msg('Alla län'), load: counties },
  {
    pattern: '/lan/:county',
    tag: 'mr-county',
    title: () => msg('Länets bild'),
    load: counties,
  },
];
