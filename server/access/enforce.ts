import { Refusals } from './refusals.ts';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { may, type Permission } from './permissions.ts';
import { handedOut } from './handed-out.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { LoadedAssessment, SignedInUser } from './requester.ts';
import { seatOf } from './seat.ts';
import type { Program, Scope } from './scopes.ts';

/**
 * What a route demands. `on` says which thing the permission covers, by the address:
 * - `assessment`: `:id` is an assessment of the person's own organisation;
 * - `criterion`: also, a contributor must have been handed `:code`;
 * - `organisation`: `:code` is the person's own organisation.
 * A `page` sends whoever is not signed in to the sign-in page. A `seat` is an assessor's, with or without an account.
 */
export type Access =
  | 'public'
  | 'seat'
  | {
      readonly permission: Permission;
      readonly on?: 'assessment' | 'criterion' | 'organisation';
      readonly page?: boolean;
      /** A program with this scope may read it too, of its own organisation. */
      readonly scope?: Scope;
    };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** The call says in If-Match which revision it builds on; told in the API's description. */
    revision?: boolean;
    /** Another site's page sends the person here with a form; what the form says proves itself (http/same-origin.ts). */
    fromOtherSites?: boolean;
    /** Made to stand in a frame on another's website: it has no script, no form and nobody's session. */
    framed?: boolean;
    /** Asked by a page that follows, and not by a person: it keeps no session alive (session.ts). */
    following?: boolean;
  }
}

/** A route for anyone. */
export const PUBLIC = { config: { access: 'public' } } as const;

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access | undefined;
  /** See http/same-origin.ts. */
  readonly fromOtherSites: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with its access rule; tests walk this list. */
    declaredRoutes: DeclaredRoute[];
  }
}

/** Collects every route. The app does not start while one has no access rule. */
export function requireDeclaredAccess(app: FastifyInstance): void {
  app.decorate('declaredRoutes', []);
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', (done) => {
    for (const route of routes) {
      for (const method of [route.method].flat())
        app.declaredRoutes.push({
          method,
          url: route.url,
          access: route.config?.access,
          fromOtherSites: route.config?.fromOtherSites ?? false,
        });
    }
    const bare = app.declaredRoutes.filter(({ access }) => access === undefined);
    done(
      bare.length > 0
        ? new Error(`Routes without an access rule: ${bare.map(({ method, url }) => `${method} ${url}`).join(', ')}`)
        : undefined,
    );
  });
}

function signedIn(request: FastifyRequest): SignedInUser {
  if (!request.user) throw new Problem(401, 'signed-out', 'Du är inte inloggad. Logga in och försök igen.');
  return request.user;
}

async function checkScope(
  deps: Deps,
  request: FastifyRequest,
  user: SignedInUser,
  on: 'assessment' | 'criterion' | 'organisation',
): Promise<void> {
  const { code } = request.params as { code?: string };
  if (on === 'organisation') {
    if (code !== user.organisationCode) throw notFound('Organisationen');
    return;
  }
  const { assessment } = request;
  if (assessment?.organisationCode !== user.organisationCode) throw notFound('Självskattningen');
  if (
    on === 'criterion' &&
    user.role === 'contributor' &&
    !(await handedOut(deps.db, assessment.id, user.id, code ?? ''))
  ) {
    throw new Problem(403, 'not-handed-out', 'Det här kriteriet är inte utdelat till dig. Be samordnaren dela ut det.');
  }
}

/**
 * The application says whose page it is drawing. When someone else has signed in at the same computer meanwhile, the
 * open page of the one before neither reads nor writes as the one who is there now.
 */
function refuseOtherPerson(request: FastifyRequest): void {
  const drawnFor = request.headers['x-mr-user'];
  if (drawnFor === undefined || drawnFor === request.user?.id) return;
  throw new Problem(401, 'other-person', 'Du är inte längre inloggad i den här webbläsaren. Logga in igen.');
}

/** A program reads what its scopes name, of its own organisation, and changes nothing. Throws otherwise. */
function letProgram(request: FastifyRequest, { organisationCode, scopes }: Program, access: Access | undefined): void {
  const { code } = request.params as { code?: string };
  const scope = typeof access === 'object' && access.on === 'organisation' ? access.scope : undefined;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads || scope === undefined || !scopes.includes(scope))
    throw new Problem(403, 'denied', 'Nyckeln till systemet ger inte åtkomst till det här.');
  if (code !== organisationCode) throw notFound('Organisationen');
}

/** Denies by default: lets a request through only when its route's rule is met. */
export function enforceAccess(app: FastifyInstance, deps: Deps): void {
  const refusals = new Refusals(deps);
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) return done();
    refuseOtherPerson(request);
    const { access } = request.routeOptions.config;
    if (access === 'public') return done();
    if (request.program) {
      letProgram(request, request.program, access);
      return done();
    }
    if (!access) throw new Problem(403, 'denied', 'Du har inte behörighet till det här.');
    if (access === 'seat') {
      seatOf(request);
      return done();
    }
    if (access.page && !request.user) {
      reply.redirect(`/logga-in?till=${encodeURIComponent(request.url)}`, 303);
      return;
    }
    const user = signedIn(request);
    const refuse = (problem: Error) => {
      refusals.note(request, user);
      done(problem);
    };
    if (!may(user.role, access.permission)) refuse(new Problem(403, 'denied', 'Du har inte behörighet till det här.'));
    else if (access.on)
      checkScope(deps, request, user, access.on).then(() => {
        done();
      }, refuse);
    else done();
  });
}

/** The signed-in person, in a handler whose route demands one. */
export function userOf(request: FastifyRequest): SignedInUser {
  return signedIn(request);
}

/** The assessment of the address, which the access rule has let the person at. */
export function assessmentOf(request: FastifyRequest): LoadedAssessment {
  if (!request.assessment) throw notFound('Självskattningen');
  return request.assessment;
}
