import type { SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import { hashOf, type Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { Disputed, Regiven } from './contract.ts';
import { byLink, linkTo, newSecret } from './links.ts';
import { countOpenChange } from './queries.ts';

/** The association sends the link as it has it: the whole address, with what a mail program may have put after it. */
const secretIn = (link: string): string => /([^/?#\s]+)\/?(?:[?#].*)?$/.exec(link)?.[1] ?? '';

/** Whose link it is. SKL sees it when the association itself has handed over its link, and no other association. */
export async function disputedAssociation(deps: Deps, link: string): Promise<Disputed> {
  const row = await byLink(deps, secretIn(link));
  const organisation = await organisationByCode(deps.db, row.organisation_code);
  return {
    organisation: organisation?.name ?? row.organisation_code,
    year: row.year,
    name: row.name,
    state: row.state,
  };
}

/**
 * Somebody else has answered in an association's place: what was answered goes, unread, and the association gets a link
 * of its own that the organisation has not seen and cannot change. The organisation's log tells that it was done.
 */
export async function giveLinkAnew(deps: Deps, user: SignedInUser, link: string): Promise<Regiven> {
  const { organisation_code: code, year } = await byLink(deps, secretIn(link));
  const secret = newSecret(deps);
  const name = await deps.db.transaction().execute(async (trx) => {
    await countOpenChange(trx, { code, year });
    // As it is now that others wait.
    const row = await byLink({ db: trx }, secretIn(link));
    if (row.state === 'invited')
      throw new Problem(409, 'unanswered', 'Ingen har svarat med länken, så det finns inget att ta bort.');
    await trx
      .updateTable('associations')
      .set({
        link: hashOf(secret),
        state: 'invited',
        answers: null,
        device: null,
        given_at: deps.now().toISOString(),
      })
      .where('id', '=', row.id)
      .execute();
    await logEvent(deps, trx, {
      event: 'association-answer-undone',
      userId: user.id,
      organisationCode: code,
      details: { year, name: row.name },
    });
    return row.name;
  });
  return { name, link: linkTo(deps, secret) };
}
