import { buildApp } from '../../server/app.ts';
import { PERMISSIONS } from '../../server/access/permissions.ts';
import { openAssessments } from '../../server/open/assessments.ts';
import { DEMO_ACCOUNTS } from '../../server/demo/accounts.ts';
import { DEMO_LINK } from '../../server/demo/surveys.ts';
import { YEAR } from './calendar.ts';
import type { Site } from './site.ts';

export interface Address {
  readonly path: string;
  /** The demo account that opens it; null for everyone. */
  readonly email: string | null;
}

const year = YEAR;

/** Every page that the route table declares, public or not, with a role that may open it. A new page is in here by itself. */
export async function allPages(site: Site): Promise<readonly Address[]> {
  const app = await buildApp(site.deps);
  await app.ready();
  const [example, waiting] = await Promise.all([
    site.deps.db
      .selectFrom('examples')
      .select('id')
      .where('organisation_code', '=', '1281')
      .where('stage', '=', 'invited')
      .executeTakeFirstOrThrow(),
    site.deps.db.selectFrom('examples').select('id').where('stage', '=', 'consented').executeTakeFirstOrThrow(),
  ]);
  const shown = await site.deps.db
    .selectFrom('examples')
    .select('slug')
    .where('shown', 'like', '%"alt"%')
    .executeTakeFirstOrThrow();
  const [open] = await openAssessments(site.deps);
  const panel = await site.deps.db
    .selectFrom('panels')
    .select('link')
    .where('link', 'is not', null)
    .executeTakeFirstOrThrow();
  const review = await site.deps.db
    .selectFrom('peer_reviews')
    .select('id')
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  const fill = (url: string) =>
    url
      .replace(':reviewId', review.id)
      .replace('/natverket/skyltfonster/:exampleId', `/natverket/skyltfonster/${waiting.id}`)
      .replace(':exampleId', example.id)
      .replace(':slug', shown.slug)
      .replace('/forening/:link', `/forening/${DEMO_LINK}3`)
      .replace(':link', panel.link ?? '')
      .replace('/oppet/:code', `/oppet/${open?.code ?? ''}`)
      .replace(/^(\/oppet\/\d+)\/:year/, `$1/${open?.year ?? ''}`)
      .replace('/medlemmar/:code/:year', `/medlemmar/1281/${year - 1}`)
      .replace(':id', `1281-${year}`)
      .replace(':version', '2.0')
      .replace(':code', 'SL-01')
      .replace(':year', String(year))
      .replace(':county', '20');
  const pages = app.declaredRoutes
    .filter(
      ({ method, url }) =>
        method === 'GET' &&
        !url.startsWith('/api') &&
        !url.startsWith('/assets') &&
        !/healthz|readyz|svg|:token|:file|pictureId|\.(xml|txt|ttl|rdf|json|jsonld|docx|pdf|tsv)$/.test(url),
    )
    .flatMap(({ url, access }): Address[] => {
      if (access === 'public') return [{ path: fill(url), email: null }];
      if (typeof access !== 'object' || !access.page) return [];
      const roles: readonly string[] = PERMISSIONS[access.permission];
      return DEMO_ACCOUNTS.filter(
        ({ role }, i) =>
          roles.includes(role) &&
          (access.permission === 'account.own' ||
            i === DEMO_ACCOUNTS.findIndex((account) => roles.includes(account.role) && account.role !== 'contributor')),
      ).map(({ email }) => ({ path: fill(url), email }));
    });
  await app.close();
  return [
    ...pages,
    // States of a page that are a page of their own to whoever meets them.
    { path: `/sjalvskattning/1281-${year - 1}`, email: 'samordnare@lund.example' },
    { path: `/civilsamhallet/${year - 1}`, email: 'samordnare@lund.example' },
    { path: `/granskning/${review.id}`, email: 'samordnare@klippan.example' },
    { path: `/sjalvskattning/1281-${year - 1}/beslut`, email: 'samordnare@lund.example' },
    { path: `/sjalvskattning/1281-${year - 1}/SL-01`, email: 'beslut@lund.example' },
    { path: `/resultat/1281-${year - 1}`, email: 'beslut@lund.example' },
    { path: `/sjalvskattning/1281-${year}/SL-08`, email: 'samordnare@lund.example' },
    { path: `/sjalvskattning/1281-${year}/SL-09`, email: 'medarbetare@lund.example' },
    { path: `/sjalvskattning/1281-${year - 1}/skicka`, email: 'samordnare@lund.example' },
    { path: `/jamfor?ar=${year}&grupp=lan-12&visa=tema`, email: 'samordnare@lund.example' },
    { path: `/jamfor?ar=${year - 1}&grupp=storlek-3&visa=globala-malen`, email: 'beslut@lund.example' },
    { path: '/atgarder?kriterium=AG-02', email: 'samordnare@lund.example' },
    { path: `/natverket/fordelning?ar=${year - 1}`, email: 'natverk@skl.example' },
    { path: `/medlemmar/1281/${year - 1}`, email: 'natverk@skl.example' },
    { path: '/kriterierna/2.0?visa=globala-malen', email: null },
    { path: '/kriterierna/3.0', email: null },
    { path: '/kriterierna/3.0/SL-10', email: null },
    { path: '/kriterierna/3.0?visa=rattighet', email: null },
    { path: '/skyltfonster?sok=barnen&lik=finns-inte', email: null },
    { path: '/skyltfonster?storlek=2&lik=Lund', email: null },
    { path: '/material?sok=xyzzy&slag=course', email: null },
    { path: `/natverket/utmarker-sig?ar=${year - 1}`, email: 'natverk@skl.example' },
    { path: '/finns-inte', email: null },
  ];
}
