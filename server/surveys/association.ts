import type { FastifyReply, FastifyRequest } from 'fastify';
import { hostCookie } from '../access/session.ts';
import { surveyQuestions } from '../catalogues/published.ts';
import type { AssociationRow } from '../database/survey-rows.ts';
import { hashOf, type Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { AssociationAnswers, AssociationView } from './contract.ts';
import { byLink, gone } from './links.ts';
import { countOpenChange, surveyRow } from './queries.ts';

const NAME = 'mr-kollen-forening';
const DAYS = 90;
const cookieName = ({ config }: Deps) => hostCookie(config.publicUrl, NAME);

const deviceOf = (deps: Deps, request: FastifyRequest): string | null => {
  const secret = request.cookies[cookieName(deps)];
  return secret === undefined ? null : hashOf(secret);
};

/** Nobody has answered with the link, or it was this device that did: whoever it has been passed on to changes nothing. */
const mayAnswer = (deps: Deps, request: FastifyRequest, row: AssociationRow): boolean =>
  row.state !== 'answered' || row.device === deviceOf(deps, request);

/** Given at the first look, so that an answer whose receipt got lost on the way is known when it is sent again. */
function nameDevice(deps: Deps, request: FastifyRequest, reply: FastifyReply): string {
  const secret = request.cookies[cookieName(deps)] ?? deps.newToken();
  const name = cookieName(deps);
  const secure = name === NAME ? 'auto' : true;
  reply.setCookie(name, secret, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: DAYS * 86_400 });
  return secret;
}

/** What an association is asked. What it has answered is told to nobody, also not to whoever has the link. */
export async function associationFor(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  link: string,
): Promise<AssociationView> {
  const row = await byLink(deps, link);
  nameDevice(deps, request, reply);
  const which = { code: row.organisation_code, year: row.year };
  const [survey, organisation] = await Promise.all([
    surveyRow(deps.db, which),
    organisationByCode(deps.db, row.organisation_code),
  ]);
  if (!survey || !organisation) throw gone();
  return {
    organisation: organisation.name,
    kind: organisation.kind,
    year: row.year,
    name: row.name,
    closes: survey.closes,
    chosenBy: survey.chosen_by,
    state: row.state,
    mayAnswer: mayAnswer(deps, request, row),
    questions: [...surveyQuestions(deps, survey.catalogue, row.organisation_code)],
    operator: deps.config.operatorName,
  };
}

async function store(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  link: string,
  change: { readonly state: 'answered' | 'declined'; readonly answers: AssociationAnswers | null },
): Promise<void> {
  const which = await byLink(deps, link);
  if (request.user?.organisationCode === which.organisation_code)
    throw new Problem(
      403,
      'own-organisation',
      'Du är inloggad hos den som frågar. Det är föreningen själv som svarar.',
    );
  const secret = nameDevice(deps, request, reply);
  await deps.db.transaction().execute(async (trx) => {
    const survey = await countOpenChange(trx, { code: which.organisation_code, year: which.year });
    // As it is now that others wait: the link may have been changed or taken back, or somebody has just answered with it.
    const row = await byLink({ db: trx }, link);
    if (!mayAnswer(deps, request, row))
      throw new Problem(
        409,
        'answered',
        'Någon har redan svarat med den här länken, på en annan telefon eller dator. Det är bara där svaret kan ändras.',
      );
    if (change.answers) {
      const known = new Set(surveyQuestions(deps, survey.catalogue, row.organisation_code).map(({ code }) => code));
      const codes = Object.keys(change.answers);
      const unknown = codes.find((code) => !known.has(code));
      if (unknown !== undefined) throw invalid('answers', `${unknown} är ingen av frågorna`);
      const missing = [...known].filter((code) => !codes.includes(code));
      if (missing.length > 0)
        throw new Problem(
          422,
          'invalid',
          'Svara på alla frågor. Välj ”Vet inte” om du är osäker.',
          missing.map((code) => ({ field: `answers.${code}`, message: 'saknar svar' })),
        );
    }
    await trx
      .updateTable('associations')
      .set({
        state: change.state,
        answers: change.answers === null ? null : JSON.stringify(change.answers),
        device: hashOf(secret),
      })
      .where('id', '=', row.id)
      .execute();
  });
}

/** Answers all the questions, once or again, as long as the survey is open. */
export const answerSurvey = (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  link: string,
  answers: AssociationAnswers,
): Promise<void> => store(deps, request, reply, link, { state: 'answered', answers });

/** Does not want to answer; may change its mind while the survey is open. */
export const declineSurvey = (deps: Deps, request: FastifyRequest, reply: FastifyReply, link: string): Promise<void> =>
  store(deps, request, reply, link, { state: 'declined', answers: null });
