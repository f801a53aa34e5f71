import Database from 'better-sqlite3';
import { criteriaFor } from '../../criteria/model.ts';
import { hashOf } from '../../server/deps.ts';
import { latestCatalogue } from '../../server/catalogues/published.ts';
import { readConfig } from '../../server/config.ts';
import { SeededRandom } from '../../server/demo/random.ts';
import { prepare } from '../../server/start.ts';

export const YEARS = [2024, 2025, 2026];
export const COOKIE = 'a-session-for-benchmarks-only';

/**
 * A network of `n` organisations over some years, put in bulk into a new database: every one a member that has
 * submitted, four of ten sharing statistics only. Beyond the real 310 they are kommuner made up on the real ones.
 */
export async function seedNetwork(file: string, n: number, years: readonly number[] = YEARS): Promise<void> {
  const deps = await prepare(readConfig({ DATABASE_URL: file }, { logLevel: 'silent' }));
  const catalogue = latestCatalogue(deps);
  await deps.db.destroy();
  const codes = criteriaFor(catalogue, ['kommun']).map(({ code }) => code);
  const db = new Database(file);
  const random = new SeededRandom(n);
  const real = db.prepare('select * from organisations order by code').all() as Record<string, string | number>[];
  const at = '2026-11-01T08:00:00.000Z';

  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    return db
      .prepare(`insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`)
      .run(row);
  };
  const answer = db.prepare(
    `insert into answers (assessment_id, code, revision, level, not_applicable, to_confirm, content, carried, updated_at, updated_by)
     values (?, ?, 1, ?, 0, 0, ?, null, ?, null)`,
  );
  const content = JSON.stringify({ reason: '', motivation: 'Beslutat i nämnden.', evidence: [] });
  db.transaction(() => {
    for (const year of years)
      insert('rounds', {
        year,
        catalogue: catalogue.version,
        opens: `${year}-02-01`,
        closes: `${year}-12-15`,
        text: '',
        created_at: at,
        created_by: null,
      });
    const kommuner = real.filter(({ kind }) => kind === 'kommun');
    for (let i = 0; i < n; i++) {
      const known = real[i];
      const like = known ?? kommuner[i % kommuner.length] ?? {};
      const code = String(known ? known.code : 100_000 + i);
      if (!known) insert('organisations', { ...like, code, name: `Kommun ${code}`, short_name: code });
      insert('memberships', { id: `m${code}`, organisation_code: code, joined_on: '2024-01-01', left_on: null });
      const sharing = random.chance(0.4) ? 'statistik' : random.chance(0.6) ? 'natverket' : 'oppet';
      const start = random.next() * 3;
      for (const [index, year] of years.entries()) {
        const id = `${code}-${year}`;
        insert('assessments', {
          id,
          organisation_code: code,
          year,
          revision: 1,
          catalogue: catalogue.version,
          track: 'full',
          state: 'adopted',
          content_revision: 1,
          created_at: at,
          updated_at: at,
        });
        for (const criterion of codes) {
          const level = Math.max(0, Math.min(4, Math.round(start + index * 0.3 + random.next() * 2 - 1)));
          if (random.chance(0.95)) answer.run(id, criterion, level, content, at);
        }
        insert('submissions', {
          assessment_id: id,
          organisation_code: code,
          year,
          revision: 1,
          group_code: like.group_code,
          county_code: like.county_code,
          population: like.population,
          sharing,
          to_county: 0,
          submitted_at: at,
          submitted_by: null,
        });
        insert('sharing_changes', {
          id: `s${id}`,
          assessment_id: id,
          sequence: 1,
          at,
          edition: 0,
          sharing,
          to_county: 0,
          user_id: null,
        });
      }
    }
    const people = [
      { id: 'bench', role: 'coordinator', organisation_code: '1281', cookie: COOKIE },
      { id: 'bench-skl', role: 'network_admin', organisation_code: null, cookie: `${COOKIE}-skl` },
    ];
    for (const { cookie, id, ...person } of people) {
      insert('users', { id, email: `${id}@test.example`, name: id, password_hash: null, created_at: at, ...person });
      insert('sessions', {
        id: hashOf(cookie),
        user_id: id,
        name: id,
        device: '',
        created_at: at,
        expires_at: '2099-01-01T00:00:00.000Z',
        ...person,
      });
    }
  })();
  db.close();
}
