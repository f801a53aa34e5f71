import { hash } from '@node-rs/argon2';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Role } from '../../server/access/permissions.ts';
import { buildApp } from '../../server/app.ts';
import { readConfig, type Config } from '../../server/config.ts';
import type { Deps } from '../../server/deps.ts';
import { rememberKey, temporarySigner } from '../../server/open/keys.ts';
import { readCatalogues } from '../../server/catalogues/installed.ts';
import type { PublishDeps } from '../../server/editions/publish.ts';
import { runHere, type EditionRunner } from '../../server/editions/runner.ts';
import { freshDatabase } from './database.ts';

export const PASSWORD = 'ett riktigt långt lösenord';
const hashed = await hash(PASSWORD, { memoryCost: 8, timeCost: 1 });
const catalogues = readCatalogues();
const signer = temporarySigner();

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
}

interface Call extends Omit<InjectOptions, 'method' | 'url' | 'headers'> {
  readonly as?: Person;
  readonly headers?: Record<string, string>;
}

/** The cookies that an answer sets, as the next call brings them. */
export const cookiesOf = ({ headers }: Pick<LightMyRequestResponse, 'headers'>): string =>
  [headers['set-cookie']]
    .flat()
    .filter(Boolean)
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');

/** A running application on a fresh database, with a clock that stands still until it is moved. */
export class Service {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  readonly #close: () => Promise<void>;
  readonly clock: { now: Date };
  #people = 0;

  private constructor(app: FastifyInstance, deps: Deps, clock: { now: Date }, close: () => Promise<void>) {
    this.app = app;
    this.deps = deps;
    this.clock = clock;
    this.#close = close;
  }

  static async start(
    overrides: Partial<Config> = {},
    given: Partial<Pick<Deps, 'catalogues' | 'random'>> & {
      readonly runner?: (deps: PublishDeps) => EditionRunner;
    } = {},
  ): Promise<Service> {
    const { db, url, close } = await freshDatabase();
    const clock = { now: new Date('2026-11-23T08:00:00.000Z') };
    let n = 0;
    const bare = {
      // Passkeys have tests of their own: everybody else's administrator signs in with a password.
      config: readConfig(
        {},
        {
          logLevel: 'silent',
          publicUrl: 'http://mr-kollen.test',
          passkeysFor: 'nobody',
          liveSeconds: 0,
          ...(url === null ? {} : { databaseUrl: url }),
          ...overrides,
        },
      ),
      db,
      catalogues: given.catalogues ?? catalogues,
      signer,
      now: () => clock.now,
      newId: () => `00000000-0000-4000-8000-${String(++n).padStart(12, '0')}`,
      // Nobody's answer is exchanged, so that figures can be worked out by hand; the tests of exchanging draw otherwise.
      random: given.random ?? (() => 0.999),
      newToken: () => `token-${++n}-${'x'.repeat(40)}`,
    };
    const deps: Deps = { ...bare, editions: (given.runner ?? runHere)(bare) };
    await rememberKey(deps, signer);
    const app = await buildApp(deps);
    await app.ready();
    return new Service(app, deps, clock, close);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.#close();
  }

  /** Makes an account and signs in. `organisation` is null for SKL and the county. */
  async person(role: Role, organisation: string | null = '1281'): Promise<Person> {
    const email = `person${++this.#people}@test.example`;
    const id = this.deps.newId();
    await this.deps.db
      .insertInto('users')
      .values({
        id,
        email,
        name: `Person ${this.#people}`,
        password_hash: hashed,
        role,
        organisation_code: organisation,
        county_code: null,
        national: 0,
        created_at: this.clock.now.toISOString(),
        disabled_at: null,
      })
      .execute();
    return { id, email, cookie: await this.signIn(email) };
  }

  async signIn(email: string, password = PASSWORD): Promise<string> {
    const response = await this.app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } });
    const { 'set-cookie': cookie } = response.headers;
    return String([cookie].flat()[0] ?? '').split(';')[0] ?? '';
  }

  call(
    method: InjectOptions['method'] & string,
    url: string,
    { as, headers = {}, ...rest }: Call = {},
  ): Promise<LightMyRequestResponse> {
    return this.app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, ...(as ? { cookie: as.cookie } : {}) },
      ...rest,
    });
  }

  /** Takes organisations into the network. */
  async join(...codes: string[]): Promise<void> {
    await this.deps.db
      .insertInto('memberships')
      .values(
        codes.map((code) => ({
          id: this.deps.newId(),
          organisation_code: code,
          joined_on: '2020-01-01',
          left_on: null,
        })),
      )
      .execute();
  }

  /** A round that is open on the clock's day. */
  async round(year = 2026, catalogue = '2.0'): Promise<void> {
    const at = this.clock.now.toISOString();
    await this.deps.db
      .insertInto('rounds')
      .values({
        year,
        catalogue,
        opens: `${year}-02-01`,
        closes: `${year}-12-15`,
        text: '',
        created_at: at,
        created_by: null,
      })
      .execute();
  }

  /** Lets a round that is open have closed the day before, with its edition. */
  async closeRound(year = 2026): Promise<void> {
    const yesterday = new Date(this.clock.now.getTime() - 86_400_000).toISOString().slice(0, 10);
    await this.deps.db.updateTable('rounds').set({ closes: yesterday }).where('year', '=', year).execute();
    await this.deps.editions.publish(year, 'closed', null);
  }

  /** Starts an assessment and returns its id. */
  async assessment(coordinator: Person, organisation = '1281', body: Record<string, unknown> = {}): Promise<string> {
    const response = await this.call('POST', `/api/v1/organisations/${organisation}/assessments`, {
      as: coordinator,
      payload: { year: 2026, catalogue: '2.0', track: 'full', basedOn: null, ...body },
    });
    return response.json<{ id: string }>().id;
  }

  answer(
    as: Person,
    id: string,
    code: string,
    body: Record<string, unknown>,
    base = 0,
  ): Promise<LightMyRequestResponse> {
    const payload = { level: null, notApplicable: false, reason: '', motivation: '', evidence: [], ...body };
    return this.call('PUT', `/api/v1/assessments/${id}/answers/${code}`, {
      as,
      payload,
      headers: { 'if-match': `"${base}"` },
    });
  }
}
