import { Control, Roster } from './disclose.ts';
import type { EditionPlan } from './edition.ts';
import { History, subjectOf } from './edition-history.ts';

/**
 * How many protected organisations are missing in the parts of published figures, over all measures and `readers`, with
 * names and tellings as they are now. More than before means that something would be told of too few.
 */
export function missingIn({
  past,
  measures,
  members,
  superseded,
  readers,
  sets,
}: Pick<EditionPlan, 'past' | 'measures' | 'members' | 'superseded' | 'readers' | 'sets'>): number {
  const history = new History(past, sets);
  const missing = (['levels', 'change'] as const).flatMap((subject) => {
    const roster = new Roster(subject, [{ members }, { members: superseded }, ...past]);
    const asked = [null, ...measures.filter((each) => subjectOf(each) === subject)];
    return asked.map((measure) => {
      const control = new Control(measure?.key ?? null, readers, roster);
      const published = measure ? history.published(measure.key) : history.publishedAbout(subject);
      for (const { set, publication, edition } of published) control.remember(set, publication, edition);
      return control.missing();
    });
  });
  return missing.reduce((sum, each) => sum + each, 0);
}
