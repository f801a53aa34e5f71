import type { Kysely } from 'kysely';
import { logEvent, type EventName } from '../audit/events.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { Problem, type FieldError } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { lockRound } from '../rounds/queries.ts';
import { REQUIRED, type ExampleText, type NetworkStep, type OrganisationStep } from './contract.ts';
import { tellUnlessTooFew } from '../editions/soundness.ts';
import { refuseUnfounded } from './grounds.ts';
import { endOfShowing, expiresSoon, isVisible } from './expiry.ts';
import { picturesOf, type PictureSize, type PlacedExample } from './queries.ts';
import { yearsTold } from '../editions/told.ts';
import { conflict, found, NOT_CONSENTED, NOT_SHOWN, step, WRONG_STAGE, type Change } from './transition.ts';

type Db = Kysely<Database>;

const ASKED_FOR: Readonly<Record<(typeof REQUIRED)[number], string>> = {
  title: 'Skriv en rubrik.',
  what: 'Skriv vad ni gör.',
  why: 'Skriv varför ni gör det.',
  effect: 'Skriv vad det har gett.',
  hard: 'Skriv vad som var svårt.',
  contact: 'Skriv en kontaktfunktion.',
};

/** What has to be mended before anyone can consent to a text. `kept` are the pictures that are still there. */
function missingIn(text: ExampleText, kept: readonly PictureSize[]): FieldError[] {
  const picture = (id: string, alt: string) => {
    if (!kept.some((each) => each.id === id)) return 'Bilden finns inte kvar. Ta bort den och lägg till den igen.';
    return alt === '' ? 'Beskriv bilden med en mening.' : null;
  };
  return [
    ...REQUIRED.filter((field) => text[field] === '').map((field) => ({ field, message: ASKED_FOR[field] })),
    ...text.pictures.flatMap(({ id, alt }, i) => {
      const message = picture(id, alt);
      return message === null ? [] : [{ field: `pictures.${i}.alt`, message }];
    }),
  ];
}

/**
 * The example, while nobody can change how its years are shared or publish figures that build on them: the earliest
 * first, as everywhere else where several are locked.
 */
async function held(trx: Db, id: string, organisationCode: string | null): Promise<PlacedExample> {
  const { year } = await found(trx, id, organisationCode);
  for (const each of [year - 1, year, year + 1]) await lockRound(trx, each);
  return found(trx, id, organisationCode);
}

/** Saves what is being written. What is shown meanwhile stays as it is. */
export async function writeExample(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  text: ExampleText,
): Promise<PlacedExample> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await found(trx, id, user.organisationCode);
    const stored = JSON.stringify(text);
    // The same text again is no change: what is published stays so.
    if (row.stage === 'published' && stored === row.text) return;
    await step(deps, trx, row, base, 'write', { stage: 'draft', text: stored }, null, user.id);
  });
  return found(deps.db, id, user.organisationCode);
}

/** The organisation's own steps. */
export async function takeStep(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  name: OrganisationStep,
): Promise<PlacedExample> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await held(trx, id, user.organisationCode);
    const go = (change: Change, event: EventName) => step(deps, trx, row, base, name, change, event, user.id);
    const now = deps.now();
    switch (name) {
      case 'consent': {
        const missing = missingIn(JSON.parse(row.text) as ExampleText, await picturesOf(trx, [row.id]));
        if (missing.length > 0) throw new Problem(422, 'incomplete', 'Fyll i det som saknas först.', missing);
        await refuseUnfounded(deps, trx, row);
        return go(
          {
            stage: 'consented',
            consented: row.text,
            consented_at: now.toISOString(),
            consented_by: user.id,
            message: '',
          },
          'example-consented',
        );
      }
      case 'take-back':
        return go({ stage: 'draft', ...NOT_CONSENTED }, 'example-taken-back');
      case 'decline':
        if (row.origin !== 'invited' || isVisible(row, now)) throw WRONG_STAGE();
        return go({ stage: 'declined', ...NOT_SHOWN, ...NOT_CONSENTED }, 'example-declined');
      case 'withdraw':
        return go({ stage: 'withdrawn', ...NOT_SHOWN, ...NOT_CONSENTED }, 'example-withdrawn');
      case 'renew':
        if (!expiresSoon(row, now)) throw WRONG_STAGE();
        await refuseUnfounded(deps, trx, row);
        return go({ expires_at: endOfShowing(now) }, 'example-renewed');
    }
  });
  return found(deps.db, id, user.organisationCode);
}

const WOULD_TELL = () =>
  new Problem(
    409,
    'would-disclose',
    'Exemplet kan inte publiceras. Tillsammans med siffror som redan är publicerade skulle det gå att räkna ut vad några få andra har svarat. Organisationen kan i stället föreslå det som ett eget exempel.',
  );

/** SKL's steps: let it through, send it back with words, or take it down. */
export async function takeNetworkStep(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  wanted: NetworkStep,
): Promise<PlacedExample> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await held(trx, id, null);
    const go = (change: Change, event: EventName) => step(deps, trx, row, base, wanted.step, change, event, user.id);
    const now = deps.now();
    switch (wanted.step) {
      case 'publish':
        await refuseUnfounded(deps, trx, row);
        return tellUnlessTooFew(
          deps,
          trx,
          row.origin === 'invited' ? yearsTold(row) : [],
          () =>
            go(
              {
                stage: 'published',
                ...(row.origin === 'invited' ? { told: 1 } : {}),
                shown: row.consented,
                published_at: now.toISOString(),
                expires_at: endOfShowing(now),
                message: '',
                ...NOT_CONSENTED,
              },
              'example-published',
            ),
          WOULD_TELL,
        );
      case 'return':
        return go({ stage: 'draft', message: wanted.message, ...NOT_CONSENTED }, 'example-returned');
      case 'take-down':
        if (!isVisible(row, now)) throw WRONG_STAGE();
        return go({ stage: 'draft', message: wanted.message, ...NOT_SHOWN, ...NOT_CONSENTED }, 'example-taken-down');
    }
  });
  return found(deps.db, id, null);
}

/** Takes an own example away that nobody outside has seen. */
export async function removeExample(deps: Deps, user: SignedInUser, id: string, base: number): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await found(trx, id, user.organisationCode);
    if (row.revision !== base) throw conflict();
    if (row.origin !== 'own' || row.stage !== 'draft' || row.shown !== null) throw WRONG_STAGE();
    const { numDeletedRows } = await trx
      .deleteFrom('examples')
      .where('id', '=', id)
      .where('revision', '=', base)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) throw conflict();
    await logEvent(deps, trx, {
      event: 'example-removed',
      userId: user.id,
      organisationCode: row.organisation_code,
      details: { subject: row.subject, year: row.year },
    });
  });
}
