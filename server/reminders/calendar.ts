import ical, { ICalCalendarMethod } from 'ical-generator';
import type { SignedInUser } from '../access/requester.ts';
import { withState } from '../assessments/handout-queries.ts';
import { answersOf } from '../assessments/queries.ts';
import type { Deps } from '../deps.ts';
import { latestSubmission, allRounds } from '../rounds/queries.ts';
import { isMember } from '../access/membership.ts';
import { today } from '../today.ts';

interface Day {
  /** The same for as long as it is the same thing, so that a calendar changes it and does not add it again. */
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly title: string;
  readonly url: string;
}

/** Days by which this person is to have answered, each with how much is left. */
async function dueDays({ db, config }: Deps, user: SignedInUser, from: string): Promise<Day[]> {
  const rows = await db
    .selectFrom('handouts')
    .innerJoin('assessments', 'assessments.id', 'assessment_id')
    .selectAll('handouts')
    .where('user_id', '=', user.id)
    .where('state', '=', 'draft')
    .where('due', '>=', from)
    .orderBy('due')
    .execute();
  const days: Day[] = [];
  for (const [id, mine] of Map.groupBy(rows, ({ assessment_id }) => assessment_id)) {
    const left = withState(mine, await answersOf(db, id)).filter(({ waitsFor }) => waitsFor === 'colleague');
    for (const [due, some] of Map.groupBy(left, (row) => row.due ?? ''))
      days.push({
        id: `due-${id}-${due}`,
        day: due,
        title: `Svara på ${some.length === 1 ? (some[0]?.code ?? '') : `${some.length} kriterier`} i MR-kollen`,
        url: `${config.publicUrl}/oversikt`,
      });
  }
  return days;
}

/** When rounds close that the organisation has not sent to. */
async function closingDays(deps: Deps, user: SignedInUser, from: string): Promise<Day[]> {
  const { organisationCode: organisation } = user;
  if (user.role !== 'coordinator' || organisation === null || !(await isMember(deps.db, organisation, from))) return [];
  const days: Day[] = [];
  for (const { year, closes } of await allRounds(deps.db)) {
    if (closes < from || (await latestSubmission(deps.db, organisation, year))) continue;
    days.push({
      id: `round-${year}`,
      day: closes,
      title: `MR-kollen: omgången ${year} stänger`,
      url: `${deps.config.publicUrl}/oversikt`,
    });
  }
  return days;
}

/** A person's days as a calendar file (RFC 5545), from today on. */
export async function calendarOf(deps: Deps, user: SignedInUser): Promise<string> {
  const from = today(deps);
  const host = new URL(deps.config.publicUrl).hostname;
  const calendar = ical({
    name: 'MR-kollen',
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//MR-kollen//MR-kollen//SV',
  });
  for (const { id, day, title, url } of [
    ...(await dueDays(deps, user, from)),
    ...(await closingDays(deps, user, from)),
  ])
    calendar.createEvent({
      id: `${id}@${host}`,
      stamp: deps.now(),
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary: title,
      url,
    });
  return calendar.toString();
}
