import type { Kysely } from 'kysely';
import type { SignedInUser } from '../access/requester.ts';
import { contentOf, textIn } from '../assessments/content.ts';
import type { EvidenceItem } from '../assessments/contract.ts';
import { assessmentsOf, criteriaAnswersOf, replaceContent, touchDraft } from '../assessments/queries.ts';
import { logEvent } from '../audit/events.ts';
import type { Database, DocumentRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { DocumentBody, NewDocument } from './contract.ts';
import { referenceKey, referenceOf } from '../../criteria/scoring/evidence-reference.ts';

type Db = Kysely<Database>;

const fieldsOf = ({ title, link = '', diarienummer = '', date, holder, validUntil }: DocumentBody) => ({
  title,
  link,
  diarienummer,
  date: date ?? null,
  holder,
  valid_until: validUntil,
});

async function rowsOf(db: Db, organisationCode: string): Promise<DocumentRow[]> {
  return db.selectFrom('documents').selectAll('documents').where('organisation_code', '=', organisationCode).execute();
}

/** Two documents with the same title, number, date and link are one. */
function refuseTwin(rows: readonly DocumentRow[], body: DocumentBody, id: string | null): void {
  const key = referenceKey(referenceOf(body));
  if (rows.some((row) => row.id !== id && referenceKey(referenceOf(row)) === key))
    throw new Problem(409, 'exists', 'Det finns redan ett underlag med samma rubrik, diarienummer, datum och länk.', [
      { field: 'title', message: 'finns redan i registret' },
    ]);
}

/**
 * Writes the document as it now is in every draft answer that refers to it as it was. What is locked or adopted stays as
 * it was decided. Returns in how many answers.
 */
async function replaceInDrafts(
  deps: Deps,
  trx: Db,
  organisationCode: string,
  was: EvidenceItem,
  now: EvidenceItem,
): Promise<number> {
  const [from, to] = [referenceKey(was), referenceKey(now)];
  if (from === to) return 0;
  const drafts = (await assessmentsOf(trx, organisationCode)).filter(({ state }) => state === 'draft');
  let changed = 0;
  for (const { id } of drafts) {
    const using = async () =>
      ((await criteriaAnswersOf(trx, [id])).get(id) ?? []).filter((answer) =>
        textIn(answer).evidence.some((item) => referenceKey(item) === from),
      );
    if ((await using()).length === 0) continue;
    if ((await touchDraft(trx, id, deps.now().toISOString())) === undefined) continue;
    // Read again now that nobody else can save in the draft: what came in between must not be written over.
    for (const { code, content, carried, revision } of await using()) {
      const text = textIn({ content });
      const evidence = text.evidence.map((item) => (referenceKey(item) === from ? now : item));
      await replaceContent(trx, id, code, {
        content: contentOf({ ...text, evidence }),
        carried,
        revision: revision + 1,
      });
      changed += 1;
    }
  }
  return changed;
}

/** Without its title, which may hold what has to be masked: the log is never rewritten. */
function logChange(deps: Deps, trx: Db, user: SignedInUser, organisationCode: string, answers: number): Promise<void> {
  return logEvent(deps, trx, { event: 'document-changed', userId: user.id, organisationCode, details: { answers } });
}

/** Puts a document in the register: a new one, or one that has only stood in answers. */
export async function addDocument(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  { document, replaces }: NewDocument,
): Promise<string> {
  const id = deps.newId();
  await deps.db.transaction().execute(async (trx) => {
    refuseTwin(await rowsOf(trx, organisationCode), document, null);
    await trx
      .insertInto('documents')
      .values({
        id,
        organisation_code: organisationCode,
        ...fieldsOf(document),
        revision: 1,
        updated_at: deps.now().toISOString(),
      })
      .execute();
    const answers = replaces ? await replaceInDrafts(deps, trx, organisationCode, replaces, referenceOf(document)) : 0;
    await logChange(deps, trx, user, organisationCode, answers);
  });
  return id;
}

/** Changes a document in the register, and in every draft that refers to it. Refused when someone has changed it since. */
export async function changeDocument(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  id: string,
  base: number,
  body: DocumentBody,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const rows = await rowsOf(trx, organisationCode);
    const was = rows.find((row) => row.id === id);
    if (!was) throw notFound('Underlaget');
    refuseTwin(rows, body, id);
    const { numUpdatedRows } = await trx
      .updateTable('documents')
      .set({ ...fieldsOf(body), revision: base + 1, updated_at: deps.now().toISOString() })
      .where('id', '=', id)
      .where('revision', '=', base)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n)
      throw new Problem(412, 'conflict', 'Någon annan har ändrat underlaget under tiden.', [
        { field: 'If-Match', message: 'är inte den senaste versionen' },
      ]);
    const answers = await replaceInDrafts(deps, trx, organisationCode, referenceOf(was), referenceOf(body));
    await logChange(deps, trx, user, organisationCode, answers);
  });
}

/** Takes a document out of the register. Answers that refer to it keep what they say. */
export async function removeDocument(deps: Deps, organisationCode: string, id: string): Promise<void> {
  const { numDeletedRows } = await deps.db
    .deleteFrom('documents')
    .where('id', '=', id)
    .where('organisation_code', '=', organisationCode)
    .executeTakeFirst();
  if (numDeletedRows !== 1n) throw notFound('Underlaget');
}
