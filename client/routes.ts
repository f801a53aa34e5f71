import { msg } from '@lit/localize';

export interface Route {
  readonly pattern: string;
  /** The custom element that shows it. */
  readonly tag: string;
  readonly title: () => string;
  readonly load: () => Promise<unknown>;
}

/** Every address of the signed-in application. Tests walk this list; the server has the same addresses. */
export const routes: readonly Route[] = [
  { pattern: '/oversikt', tag: 'mr-overview', title: () => msg('Översikt'), load: () => import('./pages/overview.ts') },
  { pattern: '/konto', tag: 'mr-account', title: () => msg('Mitt konto'), load: () => import('./pages/account.ts') },
  {
    pattern: '/sjalvskattning',
    tag: 'mr-latest-assessment',
    title: () => msg('Självskattning'),
    load: () => import('./pages/latest.ts'),
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
    pattern: '/sjalvskattning/:id/beslut',
    tag: 'mr-decision',
    title: () => msg('Beslut'),
    load: () => import('./pages/decision.ts'),
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
    load: () => import('./pages/latest.ts'),
  },
  { pattern: '/resultat/:id', tag: 'mr-result', title: () => msg('Resultat'), load: () => import('./pages/result.ts') },
  { pattern: '/underlag', tag: 'mr-evidence', title: () => msg('Underlag'), load: () => import('./pages/evidence.ts') },
  {
    pattern: '/delta',
    tag: 'mr-people',
    title: () => msg('Dela ut och bjud in'),
    load: () => import('./pages/people.ts'),
  },
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
];
