import type { Deps } from '../deps.ts';
import { formatTime } from '../../criteria/present/format.ts';
import { tableOf, text, type Table } from '../tables/table.ts';
import type { LoggedEvent } from './contract.ts';
import type { EventName } from './events.ts';
import { DETAIL_NAMES, EVENT_NAMES } from './names.ts';

/** What guards the service itself: whoever runs it sees these also from inside organisations. */
const SECURITY: readonly EventName[] = ['sign-in-failed', 'refused', 'reset-requested-outside', 'reset-confirmed'];

/** Whose log: an organisation's own, or what SKL answers for. Who may ask is the route's matter. */
export type Scope = { readonly organisation: string } | 'network';

/** The log, newest first. A draft's own events are the organisation's; SKL sees those without one, and what guards the service. */
export async function logOf({ db }: Pick<Deps, 'db'>, scope: Scope, limit?: number): Promise<LoggedEvent[]> {
  let query = db
    .selectFrom('events')
    .leftJoin('users', 'users.id', 'events.user_id')
    .leftJoin('organisations', 'organisations.code', 'events.organisation_code')
    .select([
      'seq',
      'at',
      'event',
      'assessment_id',
      'details',
      'events.hash',
      'users.name',
      'organisations.name as organisation',
    ])
    // When each person signs in is nobody else's (Om personuppgifter).
    .where('event', '!=', 'signed-in')
    .orderBy('at', 'desc')
    .orderBy('events.id', 'desc');
  query =
    scope === 'network'
      ? query.where((eb) => eb.or([eb('events.organisation_code', 'is', null), eb('event', 'in', SECURITY)]))
      : query.where('events.organisation_code', '=', scope.organisation);
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(({ seq, at, event, assessment_id, details, hash, name, organisation }) => ({
    seq,
    at,
    event: EVENT_NAMES[event as EventName],
    name,
    organisation,
    assessment: assessment_id,
    details: detailsIn(JSON.parse(details) as Record<string, unknown>),
    hash,
  }));
}

/** What an event tells beside who and when, as one line. */
const detailsIn = (details: Readonly<Record<string, unknown>>): string =>
  Object.entries(details)
    .flatMap(([name, value]) =>
      value === null || value === ''
        ? []
        : [`${DETAIL_NAMES[name] ?? name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`],
    )
    .join(', ');

export const logTable = (rows: readonly LoggedEvent[]): Table =>
  tableOf<LoggedEvent>(
    [
      { name: 'nummer', type: 'integer', title: 'Nummer', description: 'Plats i kedjan', value: ({ seq }) => seq },
      text('tid', 'Tid', 'När det hände, svensk tid', ({ at }) => formatTime(at)),
      text('handelse', 'Händelse', 'Vad som hände', ({ event }) => event),
      text('person', 'Person', 'Vem som gjorde det', ({ name }) => name),
      text('organisation', 'Organisation', 'Vilken organisation det gäller', ({ organisation }) => organisation),
      text('sjalvskattning', 'Självskattning', 'Vilken självskattning det gäller', ({ assessment }) => assessment),
      text('uppgifter', 'Uppgifter', 'Mer om händelsen', ({ details }) => details),
      text('kontrollsumma', 'Kontrollsumma', 'Händelsens kontrollsumma i kedjan (SHA-256)', ({ hash }) => hash),
    ],
    rows,
  );
