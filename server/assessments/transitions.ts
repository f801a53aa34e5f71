import { bareParagraph } from '../../criteria/paragraph.ts';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { askedIn } from '../../criteria/model.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { may, type Permission } from '../access/permissions.ts';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';
import { invalid, Problem } from '../http/problem.ts';
import { deepeningsIn, type LoadedAssessment, type SignedInUser } from '../access/requester.ts';
import { endPanel } from '../panels/keep.ts';
import { isItem, toAnswerView, toItemView } from './content.ts';
import type { Decision, Transition } from './contract.ts';
import { tellAdopted } from './tell.ts';
import { forgetVersions } from './versions.ts';
import {
  answersOf,
  assessmentHead,
  frozenOf,
  moveAssessment,
  type AnswerWithName,
  type AssessmentHead,
} from './queries.ts';

/** The permission that each step needs; the table itself is in access/permissions.ts. */
const NEEDS: Readonly<Record<Transition['to'], Permission>> = {
  ready: 'assessment.ready',
  draft: 'assessment.ready',
  adopted: 'assessment.adopt',
};

/** The content that a decision is about. Comments, names and times of saving are working notes and left out. */
export function frozenContent(
  assessment: Pick<
    AssessmentHead,
    'id' | 'organisation_code' | 'year' | 'revision' | 'corrects' | 'catalogue' | 'track' | 'deepenings'
  >,
  rows: readonly AnswerWithName[],
): string {
  const content = {
    assessment: assessment.id,
    organisation: assessment.organisation_code,
    year: assessment.year,
    revision: assessment.revision,
    corrects: assessment.corrects,
    catalogue: assessment.catalogue,
    track: assessment.track,
    // What was frozen before there were any keeps its hash.
    ...(assessment.deepenings === '[]' ? {} : { deepenings: deepeningsIn(assessment) }),
    answers: rows
      // On the starter track what last year suggested for the other criteria waits unseen: nobody has answered it.
      .filter((row) => !isItem(row) && row.to_confirm === 0)
      .map((answer) => {
        const { code, level, notApplicable, reason, motivation, evidence } = toAnswerView(answer);
        return { code, level, notApplicable, reason, motivation, evidence };
      }),
    items: rows.filter(isItem).map((item) => {
      const { code, content: given } = toItemView(item);
      return { code, content: given };
    }),
  };
  return canonicalize(content) ?? '';
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function moved(): Problem {
  return new Problem(409, 'wrong-state', 'Självskattningen har redan bytt läge. Ladda om sidan.', [
    { field: 'to', message: 'är inte möjligt från det nuvarande läget' },
  ]);
}

async function freeze(deps: Deps, user: SignedInUser, loaded: LoadedAssessment): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    // The state changes first, so that no save can slip in between reading and freezing.
    const at = deps.now().toISOString();
    if (!(await moveAssessment(trx, loaded.id, 'draft', { state: 'ready', frozen_at: at }))) throw moved();
    await endPanel(trx, loaded.id, at);
    const rows = await answersOf(trx, loaded.id);
    const asked = new Set(askedIn(catalogueOf(deps, loaded.catalogue), loaded).map(({ code }) => code));
    const unconfirmed = rows.flatMap(({ to_confirm, code }) => (to_confirm === 1 && asked.has(code) ? [code] : []));
    if (unconfirmed.length > 0) {
      throw new Problem(
        409,
        'to-confirm',
        `${unconfirmed.length} svar från förra året är inte bekräftade.`,
        unconfirmed.map((code) => ({ field: code, message: 'är inte bekräftat' })),
      );
    }
    if (!rows.some(({ level, not_applicable }) => level !== null || not_applicable === 1))
      throw new Problem(409, 'empty', 'Besvara minst ett kriterium först.');
    const frozen = frozenContent(await assessmentHead(trx, loaded.id), rows);
    await trx
      .updateTable('assessments')
      .set({ frozen_json: frozen, hash: sha256(frozen) })
      .where('id', '=', loaded.id)
      .execute();
    await logEvent(deps, trx, {
      event: 'assessment-frozen',
      userId: user.id,
      organisationCode: loaded.organisationCode,
      assessmentId: loaded.id,
      details: { hash: sha256(frozen) },
    });
  });
}

async function reopen(deps: Deps, user: SignedInUser, loaded: LoadedAssessment, reason: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (
      !(await moveAssessment(trx, loaded.id, 'ready', {
        state: 'draft',
        frozen_at: null,
        frozen_json: null,
        hash: null,
      }))
    )
      throw moved();
    await logEvent(deps, trx, {
      event: 'assessment-reopened',
      userId: user.id,
      organisationCode: loaded.organisationCode,
      assessmentId: loaded.id,
      details: { reason },
    });
  });
}

async function adopt(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  step: Extract<Transition, { to: 'adopted' }>,
): Promise<void> {
  if (step.decision.date > today(deps)) throw invalid('decision.date', 'Beslutsdatumet kan inte ligga i framtiden.');
  const decision: Decision = { ...step.decision, paragraph: bareParagraph(step.decision.paragraph) };
  if (decision.paragraph === '') throw invalid('decision.paragraph', 'Skriv paragrafens nummer, till exempel 12.');
  const frozen = await frozenOf(deps.db, loaded.id);
  if (frozen?.hash !== step.hash) {
    throw new Problem(
      409,
      'other-content',
      'Innehållet är inte det som beslutet gäller. Ladda om sidan och kontrollera.',
      [{ field: 'hash', message: 'stämmer inte med det låsta innehållet' }],
    );
  }
  await deps.db.transaction().execute(async (trx) => {
    const change = {
      state: 'adopted',
      decision: JSON.stringify(decision),
      adopted_at: deps.now().toISOString(),
    } as const;
    if (!(await moveAssessment(trx, loaded.id, 'ready', change))) throw moved();
    await forgetVersions(trx, loaded.id);
    await tellAdopted(deps, trx, loaded);
    await logEvent(deps, trx, {
      event: 'assessment-adopted',
      userId: user.id,
      organisationCode: loaded.organisationCode,
      assessmentId: loaded.id,
      details: { ...decision, hash: step.hash },
    });
  });
}

/** utkast → klar för beslut → fastställd, or back to utkast before adoption (README, "En självskattnings liv"). */
export async function takeStep(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  step: Transition,
): Promise<void> {
  if (!may(user.role, NEEDS[step.to])) throw new Problem(403, 'denied', 'Du har inte behörighet till det här.');
  if (step.to === 'ready') return freeze(deps, user, loaded);
  if (step.to === 'draft') return reopen(deps, user, loaded, step.reason);
  return adopt(deps, user, loaded, step);
}
