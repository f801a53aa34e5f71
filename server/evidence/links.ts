import type { Deps } from '../deps.ts';
import { checkLink, isDue, judged } from '../materials/link-check.ts';
import { openInternet, type Reach } from '../materials/safe-request.ts';
import { usesOf } from './register.ts';

/** Enough for a network of 310 with some fifty links each to be gone through in a week, asked once an hour. */
const AT_A_TIME = 100;

/** The links of every organisation's newest year and register, one organisation at a time. */
async function linksInUse(deps: Deps): Promise<ReadonlySet<string>> {
  const organisations = await deps.db.selectFrom('assessments').select('organisation_code').distinct().execute();
  const links = new Set<string>();
  for (const { organisation_code: code } of organisations) {
    const used = [...(await usesOf(deps.db, code)).values()];
    const newest = Math.max(0, ...used.flatMap(({ uses }) => uses.map(({ year }) => year)));
    for (const { item, uses } of used)
      if (item.link !== undefined && uses.some(({ year }) => year === newest)) links.add(item.link);
  }
  const registered = await deps.db.selectFrom('documents').select('link').where('link', '<>', '').execute();
  for (const { link } of registered) links.add(link);
  return links;
}

/** Visits the evidence links whose turn it is. What is no longer used is forgotten. Returns how many were visited. */
export async function checkEvidenceLinks(deps: Deps, reach: Reach = openInternet): Promise<number> {
  const used = await linksInUse(deps);
  const known = await deps.db.selectFrom('link_checks').selectAll('link_checks').execute();
  for (const { link } of known)
    if (!used.has(link)) await deps.db.deleteFrom('link_checks').where('link', '=', link).execute();
  const rows = new Map(known.map((row) => [row.link, row]));
  const due = [...used]
    .map((link) => rows.get(link) ?? { link, state: 'unchecked' as const, detail: '', failures: 0, checked_at: null })
    .filter(({ checked_at, failures }) => isDue(checked_at, failures, deps.now().getTime()))
    .sort((a, b) => (a.checked_at ?? '').localeCompare(b.checked_at ?? ''))
    .slice(0, AT_A_TIME);
  for (const { link, failures } of due) {
    const { works, detail } = await checkLink(link, reach);
    const found = { ...judged(works, failures), detail, checked_at: deps.now().toISOString() };
    await deps.db
      .insertInto('link_checks')
      .values({ link, ...found })
      .onConflict((c) => c.column('link').doUpdateSet(found))
      .execute();
  }
  return due.length;
}
