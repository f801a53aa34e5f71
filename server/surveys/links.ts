import type { AssociationRow, AssociationState } from '../database/survey-rows.ts';
import { hashOf, type Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/** 128 bits: the link is all that an association needs. */
export const newSecret = (deps: Deps): string => hashOf(deps.newToken()).slice(0, 32);

export const linkTo = ({ config }: Deps, secret: string): string => `${config.publicUrl}/forening/${secret}`;

export const gone = (): Problem =>
  new Problem(404, 'not-found', 'Länken gäller inte. Den kan ha bytts ut, eller så är frågorna stängda.');

/** One that has not been taken back. */
type Open = AssociationRow & { readonly state: Exclude<AssociationState, 'withdrawn'> };

/** Whose link it is. Throws 404 for one that is no longer anybody's. */
export async function byLink({ db }: Pick<Deps, 'db'>, link: string): Promise<Open> {
  const row = await db.selectFrom('associations').selectAll().where('link', '=', hashOf(link)).executeTakeFirst();
  if (!row || row.state === 'withdrawn') throw gone();
  return { ...row, state: row.state };
}
