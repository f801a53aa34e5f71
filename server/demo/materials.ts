import type { MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { MaterialText } from '../materials/contract.ts';

const TEXT: MaterialText = {
  title: 'Tre samtal om bemötande',
  description: 'Upplägg för tre arbetsplatsträffar om bemötande, med fall att diskutera. Påhittat för demonstrationen.',
  publisher: 'Påhittade myndigheten',
  kind: 'method',
  audience: 'arbetsgrupper',
  length: 'tre gånger en timme',
  language: 'sv',
  link: 'https://www.example.se/bemotande',
  criteria: ['SL-18'],
  roles: ['valfardsaktor'],
  themes: ['rattssakerhet'],
};

/** The demo's library: the starter materials, some checked and one with a dead link; one waiting and one sent back. */
export async function seedMaterials(deps: Deps, provider: string): Promise<void> {
  const at = deps.now().toISOString();
  const rows = await deps.db.selectFrom('materials').select('id').orderBy('id').execute();
  for (const [i, { id }] of rows.entries()) {
    const dead = i === 2;
    await deps.db
      .updateTable('materials')
      .set({
        checked_on: i % 3 === 0 ? null : at.slice(0, 10),
        link_state: dead ? 'dead' : 'ok',
        link_detail: dead ? 'svarar 404' : 'svarar 200',
        link_failures: dead ? 2 : 0,
        link_checked_at: at,
      })
      .where('id', '=', id)
      .execute();
  }
  const offered = (text: Partial<MaterialText>, rest: Pick<MaterialRow, 'stage' | 'message'>): MaterialRow => ({
    id: deps.newId(),
    owner: `user:${provider}`,
    text: JSON.stringify({ ...TEXT, ...text }),
    shown: null,
    checked_on: null,
    revision: 1,
    created_at: at,
    created_by: provider,
    updated_at: at,
    link_state: 'unchecked',
    link_detail: '',
    link_failures: 0,
    link_checked_at: null,
    ...rest,
  });
  await deps.db
    .insertInto('materials')
    .values([
      offered({}, { stage: 'proposed', message: '' }),
      offered(
        {
          title: 'Grundkurs i tillgänglig information',
          description: 'Webbkurs om text, bild och film som fler förstår. Påhittad för demonstrationen.',
          kind: 'course',
          length: '',
          link: 'https://www.example.se/tillganglig',
          criteria: ['CS-07'],
          themes: ['sprak'],
        },
        { stage: 'returned', message: 'Skriv hur lång tid kursen tar, så vågar fler börja.' },
      ),
    ])
    .execute();
}
