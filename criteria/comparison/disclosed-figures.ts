import { Answers } from './answers.ts';
import { Control, type PublicationKey, type Roster } from './disclose.ts';
import type { EditionPlan } from './edition.ts';
import { EVERYONE, subjectOf, type Cohorts, type History } from './edition-history.ts';
import type { Figure, Member } from './edition-model.ts';
import { FEWEST_FOR_MEDIAN, figureOf } from './figure.ts';
import type { Measure } from './measure.ts';
import type { Audience, Draw, Microdata } from './microdata.ts';
import { peerGroup } from './peer-groups.ts';

/** What the figures of all measures of a subject are decided by. */
export interface Disclosure {
  readonly plan: EditionPlan;
  readonly history: History;
  readonly roster: Roster;
  readonly cohorts: Cohorts;
  /** What may be shown over everyone by who is in it: `new` or the edition it stands from, publication and group. */
  readonly allowed: ReadonlySet<string>;
  readonly microdata: Microdata;
  readonly draw: Draw;
}

/** For whom the lots of a publication's figures over everyone are drawn: only these two have any. */
const audienceOf = (publication: PublicationKey): Audience => (publication === 'public' ? 'public' : 'members');

/** The figures of one measure. Every figure that anyone outside SKL meets is decided here. */
export function discloseMeasure(
  { plan, history, roster, cohorts, allowed, microdata, draw }: Disclosure,
  measure: Measure,
  put: (publication: PublicationKey, group: string, figure: Figure) => void,
): void {
  const subject = subjectOf(measure);
  const remembered = history.published(measure.key);
  const control = new Control(measure.key, plan.readers, roster);
  for (const { set, publication, edition } of remembered) control.remember(set, publication, edition);

  const answers = new Answers(
    measure,
    cohorts.members.map(({ values }) => values[measure.key]),
  );
  const columns = microdata.columnsOf(measure, draw);
  const exchanged = {
    members: new Answers(measure, columns.members),
    public: new Answers(measure, columns.public),
  };
  for (const publication of plan.publications) {
    const overEveryone = exchanged[audienceOf(publication.key)];
    // Those over everyone first, in their order: that they are met by all together is what keeps the parts large.
    for (const group of [
      ...publication.everyone,
      ...publication.groups.filter((key) => !publication.everyone.includes(key)),
    ]) {
      if (!measure.tasks.includes(peerGroup(group)?.task ?? 'kommun')) continue;
      const all = cohorts.in(group);
      const named = cohorts.namedIn(publication, group);
      const anew = (): Figure | null => {
        const { shown } = overEveryone.of(all);
        return shown && allowed.has(`new ${publication.key} ${group}`) && control.publish(all, publication.key)
          ? { ...shown, scope: EVERYONE, without: 0, edition: plan.number }
          : null;
      };
      const standing = (): Figure | null => {
        const figure = history.standing(publication.key, group, measure.key);
        if (!figure) return null;
        const set = history.set(figure.edition, subject, group);
        if (figure.scope !== EVERYONE) {
          // Over the named ones: it stands as long as each of them is still shown by name.
          const wasNamed = (member: Member) => history.wasNamed(figure.edition, publication.key, member, subject);
          const hasLeft = set.members.some((member) => wasNamed(member) && !publication.names(member, subject));
          return plan.mode === 'renew' || hasLeft ? null : figure;
        }
        // Whoever was seen by name then, and is not now, is counted in it as the others that hide there are.
        const audience = audienceOf(publication.key);
        const shown = figureOf(
          measure.kind,
          set.members.flatMap((member) => microdata.valueFor(audience, subject, member, measure.key) ?? []),
        );
        const isAllowed = allowed.has(`${figure.edition} ${publication.key} ${group}`);
        return shown && isAllowed && control.publish(set, publication.key) ? { ...figure, ...shown } : null;
      };
      const onlyNamed = (): Figure | null => {
        const { shown } = answers.of(named);
        return (
          shown && {
            ...shown,
            scope: 'named',
            without: all.members.length - named.members.length,
            edition: plan.number,
          }
        );
      };
      const sent = named === all ? answers.of(all).n : all.members.length;
      const withheld: Figure = { withheld: sent < FEWEST_FOR_MEDIAN ? 'few' : 'protected' };
      const choices = plan.mode === 'keep' ? [standing, anew, onlyNamed] : [anew, standing, onlyNamed];
      let figure: Figure | null = null;
      for (const choice of choices) if ((figure ??= choice())) break;
      put(publication.key, group, figure ?? withheld);
    }
  }
}
