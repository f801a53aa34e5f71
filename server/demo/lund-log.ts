import type { EventName } from '../audit/events.ts';
import type { AnswerRow, AssessmentRow, NewEventRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';

interface Told {
  readonly earlier: readonly AssessmentRow[];
  readonly draft: AssessmentRow;
  readonly coordinator: string | null;
  readonly employee: string;
  readonly decisionMaker: string | null;
  readonly handedOut: readonly string[];
  readonly due: string;
}

/** What has happened in Lund, as the log would have it after three years of work. */
export function lundsLog(
  deps: Deps,
  { earlier, draft, coordinator, employee, decisionMaker, handedOut, due }: Told,
): NewEventRow[] {
  const now = deps.now().toISOString();
  const event = (
    at: string,
    name: EventName,
    user: string | null,
    assessment: string | null,
    details: Readonly<Record<string, unknown>> = {},
  ): NewEventRow => ({
    id: deps.newId(),
    at: at < now ? at : now,
    event: name,
    user_id: user,
    organisation_code: draft.organisation_code,
    assessment_id: assessment,
    details: JSON.stringify(details),
  });
  const years = earlier.flatMap(({ id, year, created_at, frozen_at, adopted_at }) =>
    adopted_at === null
      ? []
      : [
          event(created_at, 'assessment-started', coordinator, id, { year }),
          event(frozen_at ?? adopted_at, 'assessment-frozen', coordinator, id),
          event(adopted_at, 'assessment-adopted', decisionMaker, id),
          event(`${adopted_at.slice(0, 10)}T13:20:00.000Z`, 'assessment-submitted', coordinator, id),
        ],
  );
  const codes = handedOut.join(', ');
  return [
    ...years,
    event(draft.created_at, 'assessment-started', coordinator, draft.id, { year: draft.year }),
    event(now, 'criteria-handed-out', coordinator, draft.id, { name: 'Mikael Medarbetare', codes, due }),
    event(now, 'comment-written', coordinator, draft.id, { code: handedOut[0] }),
    event(now, 'user-joined', employee, null),
  ];
}

/** Answers are given over some weeks and not all at once: three a day, in the hours of work, and none ahead of now. */
export function overTime(deps: Deps, answers: readonly AnswerRow[]): AnswerRow[] {
  const latest = deps.now().getTime() - 3_600_000;
  return answers.map((answer, i) => {
    const [days, turn] = [Math.floor(i / 3) + 1, i % 3];
    const at = new Date(answer.updated_at).getTime() + (days * 24 + turn * 2) * 3_600_000;
    return { ...answer, updated_at: new Date(Math.min(at, latest)).toISOString() };
  });
}
