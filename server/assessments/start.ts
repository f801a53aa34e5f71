import { carryOver, type CarriedAnswer, type CarryOver } from '../../criteria/scoring/carry-over.ts';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import { logEvent } from '../audit/events.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { AnswerRow, AssessmentRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { thisYear } from '../today.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { assessmentById, type LoadedAssessment } from '../access/requester.ts';
import { contentOf, isItem, toAnswerView } from './content.ts';
import type { Carried, CarryOverPreview, NewAssessment } from './contract.ts';
import {
  answersOf,
  assessmentHead,
  assessmentsOf,
  deleteAssessment,
  insertAnswers,
  insertAssessment,
} from './queries.ts';

/** One assessment per organisation and year, by construction: the id says which. Revisions after the first are numbered. */
export function assessmentIdOf(organisationCode: string, year: number, revision: number): string {
  return revision === 1 ? `${organisationCode}-${year}` : `${organisationCode}-${year}-${revision}`;
}

interface Carrying {
  readonly earlier: LoadedAssessment & { readonly year: number };
  readonly catalogue: Catalogue;
  /** Those of last year that the version still has: they go on. */
  readonly deepenings: readonly string[];
  readonly result: CarryOver;
}

async function carrying(deps: Deps, user: SignedInUser, basedOn: string, version: string): Promise<Carrying> {
  const catalogue = catalogueOf(deps, version);
  const earlier = await assessmentById(deps.db, basedOn);
  if (earlier?.organisationCode !== user.organisationCode) throw notFound('Förra årets självskattning');
  const { year } = await assessmentHead(deps.db, basedOn);
  const mapping = mappingBetween(deps, earlier.catalogue, version);
  if (mapping === undefined)
    throw invalid('catalogue', `Svar kan inte föras över från version ${earlier.catalogue} till ${version}.`);
  const previous = (await answersOf(deps.db, basedOn))
    .filter((row) => !isItem(row) && row.to_confirm === 0)
    .map(toAnswerView);
  const given: CarriedAnswer[] = previous.filter(
    (answer) => answer.level !== null || answer.notApplicable || answer.motivation !== '' || answer.evidence.length > 0,
  );
  const deepenings = earlier.deepenings.filter((id) => catalogue.deepenings.some((each) => each.id === id));
  return {
    earlier: { ...earlier, year },
    catalogue,
    deepenings,
    result: carryOver(given, catalogue, mapping, earlier.tasks, deepenings),
  };
}

/** What "utgå från förra året" will do, before it does it. */
export async function previewCarryOver(
  deps: Deps,
  user: SignedInUser,
  basedOn: string,
  version: string,
): Promise<CarryOverPreview> {
  const { earlier, catalogue, result } = await carrying(deps, user, basedOn, version);
  const titles = new Map(
    [...everyCriterion(catalogueOf(deps, earlier.catalogue)), ...everyCriterion(catalogue)].map(({ code, title }) => [
      code,
      title,
    ]),
  );
  const titleOf = (code: string) => titles.get(code) ?? code;
  return {
    suggestions: result.suggestions.map(({ code, relation, from, level, notApplicable, why }) => ({
      code,
      title: titleOf(code),
      relation,
      from: from.map((answer) => answer.code),
      keepsLevel: level !== null || notApplicable,
      why,
    })),
    left: result.left.map(({ code, why }) => ({ code, title: titleOf(code), why })),
    empty: result.empty.map((code) => ({ code, title: titleOf(code) })),
  };
}

function newRow(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  wanted: Pick<AssessmentRow, 'year' | 'catalogue' | 'track' | 'deepenings' | 'based_on' | 'corrects' | 'revision'>,
): AssessmentRow {
  const at = deps.now().toISOString();
  return {
    id: assessmentIdOf(organisationCode, wanted.year, wanted.revision),
    organisation_code: organisationCode,
    ...wanted,
    state: 'draft',
    show_status: 0,
    content_revision: 1,
    created_at: at,
    created_by: user.id,
    updated_at: at,
    frozen_at: null,
    frozen_json: null,
    hash: null,
    decision: null,
    adopted_at: null,
  };
}

/** Starts the year's assessment, empty or from an earlier one. Returns its id. */
export async function startAssessment(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  wanted: NewAssessment,
): Promise<string> {
  const latest = thisYear(deps) + 1;
  if (wanted.year > latest) throw invalid('year', `kan vara högst ${latest}`);
  catalogueOf(deps, wanted.catalogue);
  const from = wanted.basedOn === null ? null : await carrying(deps, user, wanted.basedOn, wanted.catalogue);
  if (from && from.earlier.year >= wanted.year)
    throw invalid('basedOn', 'ska vara en självskattning för ett tidigare år');
  const row = newRow(deps, user, organisationCode, {
    year: wanted.year,
    revision: 1,
    catalogue: wanted.catalogue,
    track: wanted.track,
    deepenings: JSON.stringify(from?.deepenings ?? []),
    based_on: wanted.basedOn,
    corrects: null,
  });
  const answers = from?.result.suggestions.map((answer): AnswerRow => ({
    assessment_id: row.id,
    code: answer.code,
    kind: 'criterion',
    revision: 1,
    level: answer.level,
    not_applicable: answer.notApplicable ? 1 : 0,
    to_confirm: 1,
    content: contentOf(answer),
    carried: JSON.stringify({
      relation: answer.relation,
      catalogue: from.earlier.catalogue,
      year: from.earlier.year,
      why: answer.why,
      from: [...answer.from].map(bare),
    } satisfies Carried),
    updated_at: row.created_at,
    updated_by: null,
  }));
  await deps.db.transaction().execute(async (trx) => {
    if (!(await insertAssessment(trx, row))) {
      throw new Problem(
        409,
        'exists',
        `Det finns redan en självskattning för ${wanted.year}.`,
        [{ field: 'year', message: `har redan en självskattning` }],
        { id: row.id },
      );
    }
    await insertAnswers(trx, answers ?? []);
    await logEvent(deps, trx, {
      event: 'assessment-started',
      userId: user.id,
      organisationCode,
      assessmentId: row.id,
      details: { year: wanted.year, basedOn: wanted.basedOn },
    });
  });
  return row.id;
}

function bare({ code, level, notApplicable, reason, motivation, evidence }: CarriedAnswer): Carried['from'][number] {
  return { code, level, notApplicable, reason, motivation, evidence: evidence.map((item) => ({ ...item })) };
}

/** A correction: a new revision with the adopted answers, which stay readable in the old one. */
export async function startCorrection(deps: Deps, user: SignedInUser, loaded: LoadedAssessment): Promise<string> {
  const row = await assessmentHead(deps.db, loaded.id);
  const { organisationCode } = loaded;
  if (row.state !== 'adopted')
    throw new Problem(409, 'not-adopted', 'Bara en fastställd självskattning kan rättas. Ett utkast ändrar du direkt.');
  const newest = (await assessmentsOf(deps.db, organisationCode)).find(({ year }) => year === row.year);
  if (newest?.id !== row.id)
    throw new Problem(409, 'corrected', 'Det finns redan en nyare rättelse.', [], { id: newest?.id });
  const next = newRow(deps, user, organisationCode, {
    year: row.year,
    revision: row.revision + 1,
    catalogue: row.catalogue,
    track: row.track,
    deepenings: row.deepenings,
    based_on: row.based_on,
    corrects: row.id,
  });
  const answers = await answersOf(deps.db, row.id);
  await deps.db.transaction().execute(async (trx) => {
    if (!(await insertAssessment(trx, next)))
      throw new Problem(409, 'corrected', 'Det finns redan en nyare rättelse.', [], { id: next.id });
    await insertAnswers(
      trx,
      answers.map(({ updated_by_name: _name, ...answer }) => ({ ...answer, assessment_id: next.id, revision: 1 })),
    );
    await logEvent(deps, trx, {
      event: 'assessment-corrected',
      userId: user.id,
      organisationCode,
      assessmentId: next.id,
      details: { corrects: row.id },
    });
  });
  return next.id;
}

/** Undoes a start made by mistake: only a draft that nobody has answered in. */
export async function undoStart(deps: Deps, loaded: LoadedAssessment): Promise<void> {
  const [answers, { corrects }] = await Promise.all([
    answersOf(deps.db, loaded.id),
    assessmentHead(deps.db, loaded.id),
  ]);
  if (loaded.state !== 'draft' || corrects !== null || answers.some(({ updated_by }) => updated_by !== null)) {
    throw new Problem(409, 'has-answers', 'Självskattningen har svar och kan inte tas bort.');
  }
  await deleteAssessment(deps.db, loaded.id);
}
