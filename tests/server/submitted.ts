import { answersOf } from '../../server/assessments/queries.ts';
import { frozenContent, sha256 } from '../../server/assessments/transitions.ts';
import { assessmentIdOf } from '../../server/assessments/start.ts';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import type { Service } from './service.ts';

export interface Sent {
  readonly year?: number;
  readonly sharing?: Sharing;
  readonly toCounty?: boolean;
  /** Level per criterion. */
  readonly levels: Readonly<Record<string, number>>;
  readonly motivation?: string;
  readonly at?: string;
}

/** An adopted and sent assessment, put straight into the database: the way there is tested elsewhere. */
export async function submitted(service: Service, code: string, sent: Sent): Promise<string> {
  const { year = 2026, sharing = 'statistik', toCounty = false, motivation = '' } = sent;
  const at = sent.at ?? service.clock.now.toISOString();
  const { db } = service.deps;
  const organisation = await db
    .selectFrom('organisations')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  const row = {
    id: assessmentIdOf(code, year, 1),
    organisation_code: code,
    year,
    revision: 1,
    corrects: null,
    based_on: null,
    catalogue: '2.0',
    track: 'full',
    deepenings: '[]',
    state: 'adopted',
    show_status: 0,
    content_revision: 1,
    created_at: at,
    created_by: null,
    updated_at: at,
    frozen_at: at,
    adopted_at: at,
    decision: JSON.stringify({
      body: 'Kommunstyrelsen',
      date: `${year}-01-10`,
      paragraph: '1',
      diarienummer: 'KS 1',
      maxSharing: 'oppet',
    }),
  } as const;
  await db
    .insertInto('assessments')
    .values({ ...row, frozen_json: null, hash: null })
    .execute();
  await db
    .insertInto('answers')
    .values(
      Object.entries(sent.levels).map(([criterion, level]) => ({
        assessment_id: row.id,
        code: criterion,
        kind: 'criterion' as const,
        revision: 1,
        level,
        not_applicable: 0,
        to_confirm: 0,
        content: JSON.stringify({ reason: '', motivation, evidence: [{ title: `Underlag ${motivation}` }] }),
        carried: null,
        updated_at: at,
        updated_by: null,
      })),
    )
    .execute();
  const frozen = frozenContent(row, await answersOf(db, row.id));
  await db
    .updateTable('assessments')
    .set({ frozen_json: frozen, hash: sha256(frozen) })
    .where('id', '=', row.id)
    .execute();
  await db
    .insertInto('submissions')
    .values({
      assessment_id: row.id,
      organisation_code: code,
      year,
      revision: 1,
      group_code: organisation.group_code,
      county_code: organisation.county_code,
      population: organisation.population,
      sharing,
      to_county: toCounty ? 1 : 0,
      submitted_at: at,
      submitted_by: null,
    })
    .execute();
  await db
    .insertInto('sharing_changes')
    .values({
      id: service.deps.newId(),
      assessment_id: row.id,
      sequence: 1,
      at,
      edition: 0,
      sharing,
      to_county: toCounty ? 1 : 0,
      user_id: null,
    })
    .execute();
  return row.id;
}

/** The first `n` kommuner of a kommungrupp, by code; not Lund, which the tests' people belong to. */
export async function kommuner(service: Service, n: number, group: string): Promise<string[]> {
  const rows = await service.deps.db
    .selectFrom('organisations')
    .select('code')
    .where('group_code', '=', group)
    .where('code', '!=', '1281')
    .orderBy('code')
    .limit(n)
    .execute();
  return rows.map(({ code }) => code);
}
