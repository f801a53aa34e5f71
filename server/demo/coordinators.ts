import { hashPassword } from '../accounts/password.ts';
import type { OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { slugOf } from '../http/slug.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';

const FIRST = 'Amina Anders Birgitta Carina Dragan Elin Fatima Göran Hanna Ismail Johan Karin Lars Maria Nadja'.split(
  ' ',
);
const LAST = 'Ahmed Berg Dahl Ek Forsberg Gustafsson Holm Isaksson Jansson Kovač Lindqvist Månsson Norberg'.split(' ');

/** The `i`th invented name; the lists are of lengths without a common factor, so that all the names differ. */
const nameOf = (i: number) => `${FIRST[i % FIRST.length] ?? ''} ${LAST[i % LAST.length] ?? ''}`;

/** Someone to ask in each of the other members, so that "Lär av andra" and SKL's list of members have people in them. */
export async function seedCoordinators(deps: Deps, members: readonly OrganisationRow[]): Promise<void> {
  const fixed = new Set(DEMO_ACCOUNTS.map(({ organisation }) => organisation));
  const password_hash = await hashPassword(DEMO_PASSWORD);
  await deps.db
    .insertInto('users')
    .values(
      members
        .filter(({ code }) => !fixed.has(code))
        .map(({ code, name }, i) => ({
          id: deps.newId(),
          email: `samordnare-${code}@${slugOf(name)}.example`,
          name: nameOf(i),
          password_hash,
          role: 'coordinator' as const,
          organisation_code: code,
          county_code: null,
          national: 0 as const,
          created_at: deps.now().toISOString(),
          disabled_at: null,
        })),
    )
    .execute();
}
