import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { criteriaFor } from '../../criteria/model.ts';
import { latestCatalogue } from '../../server/catalogues/published.ts';
import { readConfig } from '../../server/config.ts';
import type { Deps } from '../../server/deps.ts';
import { EMPTY_TEXT } from '../../server/showcase/view.ts';
import { buildApp } from '../../server/app.ts';
import { prepare } from '../../server/start.ts';

export interface Prepared {
  readonly database: string;
  readonly cookie: string;
  readonly assessment: string;
  readonly bytesFile: string;
  readonly pageFile: string;
}

export const BENCH_EMAIL = 'bench@test.example';
export const BENCH_PASSWORD = 'a password for benchmarks only';
export const ANSWER = {
  level: 3,
  notApplicable: false,
  reason: '',
  motivation:
    'Fullmäktige beslutade 2024 att mänskliga rättigheter ska vara en grund för styrningen. Nämnderna har brutit ner beslutet i sina planer. '.repeat(
      2,
    ),
  evidence: [{ title: 'Protokoll från fullmäktige', diarienummer: 'KS 2024/212', date: '2024-05-14' }],
};

/** The criterion page without anything but its words and radio buttons: the fastest it could be. */
function bare(html: string): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
  const header = /<header[^>]*>([\s\S]*)<\/header>/.exec(html)?.[1] ?? '';
  const words = `${header}${main}`
    .replaceAll(/ data-early="[^"]*"/g, '')
    .replaceAll(/ class="[^"]*"/g, '')
    .replace(/<noscript>[\s\S]*?<\/noscript>/, '');
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bare</title></head><body>${words}</body></html>`;
}

export const EXAMPLE = 'lund-sl-01-2026';

/** A long example without pictures, shown to everyone. */
async function showExample(deps: Deps): Promise<void> {
  const long = `${ANSWER.motivation}\n\n`.repeat(4);
  const text = JSON.stringify({
    ...EMPTY_TEXT,
    title: 'Så gör vi',
    what: long,
    why: long,
    effect: long,
    hard: long,
    contact: 'Kontaktcenter',
  });
  await deps.db
    .insertInto('examples')
    .values({
      id: deps.newId(),
      slug: EXAMPLE,
      organisation_code: '1281',
      origin: 'own',
      subject: 'SL-01',
      year: 2026,
      catalogue: latestCatalogue(deps).version,
      reasons: '[]',
      stage: 'published',
      text,
      message: '',
      consented: null,
      consented_at: null,
      consented_by: null,
      shown: text,
      published_at: deps.now().toISOString(),
      expires_at: '2999-01-01T00:00:00.000Z',
      told: 0,
      revision: 1,
      created_at: deps.now().toISOString(),
      updated_at: deps.now().toISOString(),
    })
    .execute();
}

/** A database with one full assessment and a signed-in coordinator; and what the floor shall send. */
export async function prepareBench(folder: string, database = join(folder, 'bench.db')): Promise<Prepared> {
  mkdirSync(folder, { recursive: true });
  const deps = await prepare(
    readConfig({ DATABASE_URL: database, SIGNING_KEY_FILE: join(folder, 'signing-key.pem') }, { logLevel: 'silent' }),
  );
  const id = deps.newId();
  await deps.db
    .insertInto('users')
    .values({
      id,
      email: BENCH_EMAIL,
      name: 'Bench',
      password_hash: await hash(BENCH_PASSWORD),
      role: 'coordinator',
      organisation_code: '1281',
      county_code: null,
      national: 0,
      created_at: deps.now().toISOString(),
      disabled_at: null,
    })
    .execute();
  const app = await buildApp(deps);
  const signIn = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: BENCH_EMAIL, password: BENCH_PASSWORD },
  });
  const cookie = String([signIn.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  const headers = { cookie };
  const started = await app.inject({
    method: 'POST',
    url: '/api/v1/organisations/1281/assessments',
    headers,
    payload: { year: 2026, catalogue: latestCatalogue(deps).version, track: 'full', basedOn: null },
  });
  const assessment = started.json<{ id: string }>().id;
  for (const { code } of criteriaFor(latestCatalogue(deps), ['kommun']).slice(1)) {
    await app.inject({
      method: 'PUT',
      url: `/api/v1/assessments/${assessment}/answers/${code}`,
      headers: { ...headers, 'if-match': '"0"' },
      payload: ANSWER,
    });
  }
  await showExample(deps);
  const view = await app.inject({ url: `/api/v1/assessments/${assessment}`, headers });
  const page = await app.inject({ url: `/sjalvskattning/${assessment}/SL-01`, headers });
  const bytesFile = join(folder, 'assessment.json');
  const pageFile = join(folder, 'bare.html');
  writeFileSync(bytesFile, view.rawPayload);
  writeFileSync(pageFile, bare(page.body));
  await app.close();
  await deps.db.destroy();
  return { database, cookie, assessment, bytesFile, pageFile };
}
