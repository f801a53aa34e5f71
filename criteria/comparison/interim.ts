import type { Subject } from './disclose.ts';
import type { Figure, Page, Pages } from './edition-model.ts';
import { isAbout } from './edition-history.ts';

const WITHHELD: Figure = { withheld: 'protected' };

function withhold(page: Page, subject: Subject | 'all'): Page {
  return Object.fromEntries(
    Object.entries(page).map(([measure, figure]) => [
      measure,
      subject === 'all' || isAbout(subject)(measure) ? WITHHELD : figure,
    ]),
  );
}

/**
 * What can be read from the moment that someone shares less until the figures have been worked out anew: everything in
 * the groups that the organisation is or was in is withheld, the rest stands. Of what stands none is about it, so that
 * whoever begins to read now learns nothing of it, and no more of anyone else than before (README, "Utgåvor"). Pure.
 * `subject` is `change` for the year after: its levels do not depend on how the year before is shared.
 */
export function interimPages(pages: Pages, groups: ReadonlySet<string>, subject: Subject | 'all'): Pages {
  return new Map(
    [...pages].map(([publication, byGroup]) => [
      publication,
      new Map([...byGroup].map(([group, page]) => [group, groups.has(group) ? withhold(page, subject) : page])),
    ]),
  );
}
