import { checksumOf } from '../../criteria/catalogue/checksum.ts';
import type { Deps } from '../deps.ts';

/**
 * Remembers what each version promised when this installation first started with it. Answers refer to those
 * words; start refuses if they have changed since, even if the stored checksum file was changed with them.
 */
export async function rememberChecksums(deps: Pick<Deps, 'db' | 'catalogues'>): Promise<void> {
  for (const catalogue of deps.catalogues.versions) {
    const name = `catalogue-${catalogue.version}`;
    const value = checksumOf(catalogue, deps.catalogues);
    await deps.db
      .insertInto('settings')
      .values({ name, value })
      .onConflict((c) => c.column('name').doNothing())
      .execute();
    const known = await deps.db
      .selectFrom('settings')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    if (known.value !== value) {
      throw new Error(
        `Version ${catalogue.version} av kriterierna har andra nivåtexter, grupper eller en annan mappning än när den togs i bruk här. Återställ filerna eller gör en ny version.`,
      );
    }
  }
}
