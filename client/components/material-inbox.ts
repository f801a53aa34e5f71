import { msg, str } from '@lit/localize';
import { ownMaterials } from '../api/materials.ts';
import type { Waiting } from './network-inbox.ts';

/** What waits for whoever offers material: what is to be changed before it is shown, and links that no longer lead anywhere. */
export async function materialInbox(): Promise<readonly Waiting[]> {
  const href = '/egna-material';
  return (await ownMaterials()).flatMap(({ text: { title }, stage, link }): Waiting[] => {
    if (stage === 'returned') return [{ href, text: msg(str`Behöver ändras innan det kan visas: ${title}`) }];
    return link.state === 'dead' ? [{ href, text: msg(str`Länken verkar inte fungera: ${title}`) }] : [];
  });
}
