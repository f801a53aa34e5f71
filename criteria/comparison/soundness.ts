import { Control, Roster } from './disclose.ts';
import type { EditionPlan } from './edition.ts';
import { History, subjectOf } from './edition-history.ts';

/**
 * Whether published figures still give nobody away when `readers` see names as they would now: asked before an
 * organisation shares more openly than when the figures were published. `members` are as they would be now:
 * a correction that is shared by name tells also what it kept.
 */
export function staysSound({
  past,
  measures,
  members,
  superseded,
  readers,
  sets,
}: Pick<EditionPlan, 'past' | 'measures' | 'members' | 'superseded' | 'readers' | 'sets'>): boolean {
  const history = new History(past, sets);
  return (['levels', 'change'] as const).every((subject) => {
    const roster = new Roster(subject, [{ members }, { members: superseded }, ...past]);
    const asked = [null, ...measures.filter((each) => subjectOf(each) === subject)];
    return asked.every((measure) => {
      const control = new Control(measure?.key ?? null, readers, roster);
      const published = measure ? history.published(measure.key) : history.publishedAbout(subject);
      for (const { set, publication, edition } of published) control.remember(set, publication, edition);
      return control.isSound();
    });
  });
}
