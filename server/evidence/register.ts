import type { Kysely } from 'kysely';
import { bySwedish } from '../../criteria/order.ts';
import { textIn } from '../assessments/content.ts';
import type { EvidenceItem } from '../assessments/contract.ts';
import { assessmentsOf, criteriaAnswersOf } from '../assessments/queries.ts';
import type { Database, DocumentRow, LinkCheckRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';
import type { RegisteredDocument } from './contract.ts';
import { referenceKey, referenceOf } from '../../criteria/scoring/evidence-reference.ts';

type Db = Kysely<Database>;
type Use = RegisteredDocument['uses'][number];

/** Every piece of evidence in an organisation's assessments, with where it is used; of each year the newest revision. */
export async function usesOf(
  db: Db,
  organisationCode: string,
): Promise<ReadonlyMap<string, { readonly item: EvidenceItem; readonly uses: readonly Use[] }>> {
  const all = await assessmentsOf(db, organisationCode);
  const newest = all.filter(({ year }, i) => all.findIndex((row) => row.year === year) === i);
  const answers = await criteriaAnswersOf(
    db,
    newest.map(({ id }) => id),
  );
  const found = new Map<string, { item: EvidenceItem; uses: Use[] }>();
  for (const { id, year, state } of newest)
    for (const answer of [...(answers.get(id) ?? [])].sort((a, b) => bySwedish(a.code, b.code)))
      for (const item of textIn(answer).evidence) {
        const entry = found.get(referenceKey(item)) ?? { item, uses: [] as Use[] };
        entry.uses.push({ assessment: id, year, code: answer.code, draft: state === 'draft' });
        found.set(referenceKey(item), entry);
      }
  return found;
}

/** Which networks are the house's own is told by the visit itself (materials/safe-request.ts): such a link is no fault. */
function linkStateOf(link: string | undefined, check: LinkCheckRow | undefined): RegisteredDocument['linkState'] {
  if (!link) return null;
  if (!check) return 'unchecked';
  return check.state !== 'ok' && check.detail.includes('internt nät') ? 'internal' : check.state;
}

/** The organisation's documents: those in the register, and those that only stand in answers. By title. */
export async function registerOf(deps: Deps, organisationCode: string): Promise<RegisteredDocument[]> {
  const [rows, used] = await Promise.all([
    deps.db.selectFrom('documents').selectAll('documents').where('organisation_code', '=', organisationCode).execute(),
    usesOf(deps.db, organisationCode),
  ]);
  const registered = new Map(rows.map((row) => [referenceKey(referenceOf(row)), row]));
  const keys = [...new Set([...registered.keys(), ...used.keys()])];
  const links = [...new Set([...rows.map(({ link }) => link), ...[...used.values()].map(({ item }) => item.link)])];
  const checks = await linkChecks(
    deps.db,
    links.filter((link) => link !== undefined && link !== ''),
  );
  const day = today(deps);
  return keys
    .flatMap((key): RegisteredDocument[] => {
      const row: DocumentRow | undefined = registered.get(key);
      const item = row ? referenceOf(row) : used.get(key)?.item;
      if (!item) return [];
      const check = checks.get(item.link ?? '');
      return [
        {
          ...item,
          id: row?.id ?? null,
          holder: row?.holder ?? '',
          validUntil: row?.valid_until ?? null,
          expired: row?.valid_until != null && row.valid_until < day,
          linkState: linkStateOf(item.link, check),
          linkDetail: check?.detail ?? '',
          revision: row?.revision ?? 0,
          uses: [...(used.get(key)?.uses ?? [])],
        },
      ];
    })
    .sort((a, b) => bySwedish(a.title, b.title) || bySwedish(a.date ?? '', b.date ?? ''));
}

async function linkChecks(db: Db, links: readonly (string | undefined)[]): Promise<ReadonlyMap<string, LinkCheckRow>> {
  const wanted = links.filter((link) => link !== undefined);
  const rows: LinkCheckRow[] = [];
  for (let i = 0; i < wanted.length; i += 400)
    rows.push(
      ...(await db
        .selectFrom('link_checks')
        .selectAll('link_checks')
        .where('link', 'in', wanted.slice(i, i + 400))
        .execute()),
    );
  return new Map(rows.map((row) => [row.link, row]));
}
