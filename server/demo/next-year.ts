import { byVersion } from '../../criteria/catalogue/version.ts';
import { assessmentById } from '../access/requester.ts';
import { changeAssessment } from '../assessments/change.ts';
import { startAssessment } from '../assessments/start.ts';
import type { Deps } from '../deps.ts';

export const AHEAD = { organisation: '1276', email: 'samordnare@klippan.example' } as const;

/**
 * One who is done with this year's criteria and has begun on the newest: what last year's answers become when a version
 * changes, and a deepening to answer. Nothing when this year's is not adopted.
 */
export async function seedNextYear(deps: Deps, id: string): Promise<void> {
  const year = deps.now().getFullYear();
  const { organisation } = AHEAD;
  const basedOn = `${organisation}-${year}`;
  const [newest] = deps.catalogues.versions.toSorted((a, b) => byVersion(b.version, a.version));
  if ((await assessmentById(deps.db, basedOn))?.state !== 'adopted' || !newest) return;
  const user = { id, name: '', role: 'coordinator', organisationCode: organisation, sessionKey: '' } as const;
  const wanted = { year: year + 1, catalogue: newest.version, track: 'full', basedOn } as const;
  const next = await assessmentById(deps.db, await startAssessment(deps, user, organisation, wanted));
  const [deepening] = newest.deepenings;
  if (next && deepening) await changeAssessment(deps, user, next, { deepening: { id: deepening.id, chosen: true } });
}
