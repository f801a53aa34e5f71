import { daysAfter } from '../../criteria/day.ts';
import { formatDate } from '../../criteria/present/format.ts';
import type { SignedInUser } from '../access/requester.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import { surveyQuestions } from '../catalogues/published.ts';
import type { AssociationRow } from '../database/survey-rows.ts';
import { hashOf, type Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { today } from '../today.ts';
import { MOST_ASSOCIATIONS, type Invited, type SurveyView } from './contract.ts';
import { linkTo, newSecret } from './links.ts';
import { isShown, pictureOf } from './picture.ts';
import { associationsIn, countOpenChange, countSurveyChange, surveyRow, type Which } from './queries.ts';

const about = (event: EventName, user: SignedInUser, { code, year }: Which, details = {}) => ({
  event,
  userId: user.id,
  organisationCode: code,
  details: { year, ...details },
});

/** The organisation's own view; null when it has asked no associations that year. */
export async function surveyFor(deps: Deps, which: Which): Promise<SurveyView | null> {
  const row = await surveyRow(deps.db, which);
  if (!row) return null;
  const associations = await associationsIn(deps.db, which);
  const open = row.closed_at === null;
  const count = (wanted: string) => associations.filter(({ state }) => state === wanted).length;
  return {
    year: row.year,
    closes: row.closes,
    closedAt: row.closed_at,
    revision: row.revision,
    invited: open ? associations.length - count('withdrawn') : row.invited,
    declined: open ? count('declined') : row.declined,
    answered: open ? count('answered') : row.answered,
    withdrawn: open ? count('withdrawn') : row.withdrawn,
    chosenBy: row.chosen_by,
    questions: [...surveyQuestions(deps, row.catalogue, which.code)],
    associations: associations.flatMap(({ id, name, state }) => (state === 'withdrawn' ? [] : [{ id, name, state }])),
    picture: await pictureOf(deps, row),
    shown: isShown(deps, row),
  };
}

async function seen(deps: Deps, which: Which): Promise<SurveyView> {
  const view = await surveyFor(deps, which);
  if (!view) throw notFound('Civilsamhällets bild');
  return view;
}

/** In days, from the day it was begun: it ends, whatever it is moved to, or the picture would never be seen. */
const LONGEST = 84;

function demandDay(deps: Deps, closes: string, begun: string): void {
  if (closes < today(deps)) throw invalid('closes', 'Dagen har redan varit.');
  const latest = daysAfter(begun.slice(0, 10), LONGEST);
  if (closes > latest)
    throw invalid('closes', `Dagen kan vara senast ${formatDate(latest)}, tolv veckor efter starten.`);
}

/** Begins to ask associations, in a year for which the organisation has an assessment. */
export async function beginSurvey(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  { chosenBy, closes }: { readonly chosenBy: string; readonly closes: string },
): Promise<SurveyView> {
  demandDay(deps, closes, deps.now().toISOString());
  const assessment = await deps.db
    .selectFrom('assessments')
    .select('catalogue')
    .where('organisation_code', '=', which.code)
    .where('year', '=', which.year)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  if (!assessment) throw notFound('Självskattningen');
  if (surveyQuestions(deps, assessment.catalogue, which.code).length === 0)
    throw new Problem(
      409,
      'no-questions',
      `Kriterier version ${assessment.catalogue} har inga frågor till föreningar.`,
    );
  await deps.db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('surveys')
      .values({
        organisation_code: which.code,
        year: which.year,
        catalogue: assessment.catalogue,
        chosen_by: chosenBy,
        closes,
        closed_at: null,
        shown_on: null,
        invited: 0,
        declined: 0,
        answered: 0,
        withdrawn: 0,
        reply: '',
        reply_at: null,
        revision: 1,
        created_at: deps.now().toISOString(),
        created_by: user.id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n)
      throw new Problem(409, 'exists', 'Ni har redan börjat fråga föreningar det året.');
    await logEvent(deps, trx, about('survey-begun', user, which, { to: closes }));
  });
  return seen(deps, which);
}

/** A later last day, or other words for who chose, until somebody has answered: what they were told then stands. */
export async function changeSurvey(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  { chosenBy, closes }: { readonly chosenBy?: string | undefined; readonly closes?: string | undefined },
): Promise<SurveyView> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await countOpenChange(trx, which);
    const associations = await associationsIn(trx, which);
    if (closes !== undefined) {
      demandDay(deps, closes, row.created_at);
      if (closes < row.closes && associations.length > 0)
        throw invalid('closes', `Föreningarna har fått veta ${formatDate(row.closes)}. Dagen kan bara flyttas framåt.`);
    }
    if (chosenBy !== undefined && associations.some(({ state }) => state === 'answered'))
      throw invalid('chosenBy', 'En förening har redan svarat, så det ändras inte.');
    await trx
      .updateTable('surveys')
      .set({ ...(chosenBy === undefined ? {} : { chosen_by: chosenBy }), ...(closes === undefined ? {} : { closes }) })
      .where('organisation_code', '=', which.code)
      .where('year', '=', which.year)
      .execute();
    await logEvent(deps, trx, about('survey-changed', user, which, { to: closes ?? row.closes }));
  });
  return seen(deps, which);
}

/** Takes it away while no association has answered or declined: what they have said is not the organisation's to remove. */
export async function removeSurvey(deps: Deps, user: SignedInUser, which: Which): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await countOpenChange(trx, which);
    const associations = await associationsIn(trx, which);
    if (associations.some(({ state }) => state === 'answered' || state === 'declined'))
      throw new Problem(409, 'answered', 'En förening har svarat, så det går inte att ta bort.');
    for (const table of ['associations', 'surveys'] as const)
      await trx.deleteFrom(table).where('organisation_code', '=', which.code).where('year', '=', which.year).execute();
    await logEvent(deps, trx, about('survey-removed', user, which));
  });
}

export async function inviteAssociation(deps: Deps, user: SignedInUser, which: Which, name: string): Promise<Invited> {
  const secret = newSecret(deps);
  await deps.db.transaction().execute(async (trx) => {
    await countOpenChange(trx, which);
    const others = await associationsIn(trx, which);
    if (others.length >= MOST_ASSOCIATIONS)
      throw invalid('name', `Det får vara högst ${MOST_ASSOCIATIONS} föreningar.`);
    if (
      others.some(
        (each) => each.state !== 'withdrawn' && each.name.toLocaleLowerCase('sv') === name.toLocaleLowerCase('sv'),
      )
    )
      throw invalid('name', `${name} är redan inbjuden.`);
    await trx
      .insertInto('associations')
      .values({
        id: deps.newId(),
        organisation_code: which.code,
        year: which.year,
        name,
        link: hashOf(secret),
        state: 'invited',
        device: null,
        answers: null,
        created_at: deps.now().toISOString(),
        given_at: null,
      })
      .execute();
    await logEvent(deps, trx, about('association-invited', user, which, { name }));
  });
  return { survey: await seen(deps, which), name, link: linkTo(deps, secret) };
}

/** A link that whoever runs the service has given, since somebody had answered in the association's place, is left alone. */
function demandOwn({ config }: Deps, { name, given_at }: AssociationRow): void {
  if (given_at !== null)
    throw new Problem(409, 'given', `${config.operatorName} har gett ${name} länken. Hör av er dit om något är fel.`);
}

/** Another link for an association that has not answered. One that has said yes or no keeps its own, and may change its mind. */
export async function renewAssociationLink(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  associationId: string,
): Promise<Invited> {
  const secret = newSecret(deps);
  const name = await deps.db.transaction().execute(async (trx) => {
    await countOpenChange(trx, which);
    const row = (await associationsIn(trx, which)).find(({ id }) => id === associationId);
    if (!row || row.state === 'withdrawn') throw notFound('Föreningen');
    if (row.state !== 'invited')
      throw new Problem(409, 'answered', `${row.name} har redan svarat, så länken byts inte.`);
    demandOwn(deps, row);
    await trx
      .updateTable('associations')
      .set({ link: hashOf(secret), device: null })
      .where('id', '=', associationId)
      .execute();
    await logEvent(deps, trx, about('association-link-renewed', user, which, { name: row.name }));
    return row.name;
  });
  return { survey: await seen(deps, which), name, link: linkTo(deps, secret) };
}

/** Takes back an invitation that nobody has answered or declined. It is counted, and told beside those who were asked. */
export async function withdrawAssociation(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  associationId: string,
): Promise<SurveyView> {
  await deps.db.transaction().execute(async (trx) => {
    await countOpenChange(trx, which);
    const row = (await associationsIn(trx, which)).find(({ id }) => id === associationId);
    if (!row || row.state === 'withdrawn') throw notFound('Föreningen');
    if (row.state !== 'invited')
      throw new Problem(409, 'answered', `${row.name} har svarat, så inbjudan kan inte tas tillbaka.`);
    demandOwn(deps, row);
    await trx.updateTable('associations').set({ state: 'withdrawn' }).where('id', '=', associationId).execute();
    await logEvent(deps, trx, about('association-withdrawn', user, which, { name: row.name }));
  });
  return seen(deps, which);
}

/** The organisation's own words beside what the associations have said. */
export async function writeReply(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  base: number,
  text: string,
): Promise<SurveyView> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await countSurveyChange(trx, which);
    if (row.revision !== base + 1)
      throw new Problem(
        412,
        'conflict',
        'Någon annan har ändrat svaret sedan du öppnade sidan. Det du skrev är kvar. Läs det andra, och spara igen.',
        [{ field: 'If-Match', message: 'är en äldre version' }],
      );
    if (row.closed_at === null)
      throw new Problem(409, 'open', 'Ni kan svara när föreningarnas frågor är stängda.', [
        { field: 'text', message: 'kan skrivas när frågorna är stängda' },
      ]);
    await trx
      .updateTable('surveys')
      .set({ reply: text, reply_at: deps.now().toISOString() })
      .where('organisation_code', '=', which.code)
      .where('year', '=', which.year)
      .execute();
    await logEvent(deps, trx, about('survey-replied', user, which));
  });
  return seen(deps, which);
}
