import { Control, Roster, type PublicationKey, type PublishedSet, type Reader, type Subject } from './disclose.ts';
import { Cohorts, complementOf, EVERYONE, History, subjectOf, type Cohort } from './edition-history.ts';
import type { Figure, Member, Page, Pages, PastEdition, Publication } from './edition-model.ts';
import { FEWEST_FOR_MEDIAN, figureOf, type Shown } from './figure.ts';
import type { Measure } from './measure.ts';
import { peerGroup } from './peer-groups.ts';

export interface EditionPlan {
  readonly number: number;
  readonly measures: readonly Measure[];
  /** Those whose submissions count. */
  readonly members: readonly Member[];
  /** The year's submissions that no longer count: a name shown then tells also what a correction kept. */
  readonly superseded: readonly Member[];
  readonly publications: readonly Publication[];
  readonly readers: readonly Reader[];
  readonly past: readonly PastEdition[];
  /** `renew`: as much as possible is computed anew. `keep`: figures stand unless the rule would be broken. */
  readonly mode: 'renew' | 'keep';
}

/**
 * Which groups may be shown over everyone for any measure of the subject, by who is in them. Measures are related
 * (an index to its criteria), so all of them keep within the same groups; each may then leave out more.
 */
function allowedGroups(
  plan: EditionPlan,
  history: History,
  roster: Roster,
  { groups }: Cohorts,
  subject: Subject,
): Set<string> {
  const remembered = history.publishedAbout(subject);
  const current = [...groups.values(), plan.superseded].map((members) => ({ members }));
  const control = new Control(null, subject, plan.readers, roster, [...current, ...remembered.map(({ set }) => set)]);
  for (const { set, publication, edition } of remembered) control.remember(set, publication, edition);
  const allowed = new Set<string>();
  const complements = new Map<string, PublishedSet>();
  for (const { key, everyone } of plan.publications) {
    for (const group of everyone) {
      const members = groups.get(group) ?? [];
      let complement = complements.get(group);
      if (!complement) complements.set(group, (complement = { members: complementOf(groups, group, members) }));
      if (control.allowsComplement(complement, key) && control.publish({ members }, key))
        allowed.add(`new ${key} ${group}`);
      const origins = new Set(
        plan.measures
          .filter((measure) => subjectOf(measure) === subject)
          .flatMap((measure) => history.standing(key, group, measure.key) ?? [])
          .filter(({ scope }) => scope === EVERYONE)
          .map(({ edition }) => edition),
      );
      for (const origin of origins)
        if (control.publish(history.set(origin, subject, group), key)) allowed.add(`${origin} ${key} ${group}`);
    }
  }
  return allowed;
}

/** What each cohort has answered to one measure; many publications ask about the same ones. */
class Answers {
  readonly #measure: Measure;
  readonly #column: readonly (number | undefined)[];
  readonly #known = new Map<Cohort, { readonly n: number; readonly shown: Shown | null }>();

  constructor(measure: Measure, members: readonly Member[]) {
    this.#measure = measure;
    this.#column = members.map(({ values }) => values[measure.key]);
  }

  of(cohort: Cohort): { readonly n: number; readonly shown: Shown | null } {
    let known = this.#known.get(cohort);
    if (!known) {
      const values: number[] = [];
      for (const place of cohort.places) {
        const value = this.#column[place];
        if (value !== undefined) values.push(value);
      }
      known = { n: values.length, shown: figureOf(this.#measure.kind, values) };
      this.#known.set(cohort, known);
    }
    return known;
  }
}

/** The figures of one measure. Every figure that anyone outside SKL meets is decided here. */
function discloseMeasure(
  plan: EditionPlan,
  history: History,
  roster: Roster,
  cohorts: Cohorts,
  measure: Measure,
  allowed: ReadonlySet<string>,
  put: (publication: PublicationKey, group: string, figure: Figure) => void,
): void {
  const subject = subjectOf(measure);
  const remembered = history.published(measure.key);
  const current = [...cohorts.groups.values(), plan.superseded].map((members) => ({ members }));
  const control = new Control(measure, subject, plan.readers, roster, [
    ...current,
    ...remembered.map(({ set }) => set),
  ]);
  for (const { set, publication, edition } of remembered) control.remember(set, publication, edition);

  const answers = new Answers(measure, cohorts.members);
  for (const publication of plan.publications) {
    for (const group of publication.groups) {
      if (!measure.tasks.includes(peerGroup(group)?.task ?? 'kommun')) continue;
      const all = cohorts.in(group);
      const named = cohorts.namedIn(publication, group);
      const anew = (): Figure | null => {
        const { shown } = answers.of(all);
        return shown && allowed.has(`new ${publication.key} ${group}`) && control.publish(all, publication.key)
          ? { ...shown, scope: EVERYONE, without: 0, edition: plan.number }
          : null;
      };
      const standing = (): Figure | null => {
        const figure = history.standing(publication.key, group, measure.key);
        if (!figure) return null;
        const set = history.set(figure.edition, subject, group);
        if (figure.scope === EVERYONE) {
          return allowed.has(`${figure.edition} ${publication.key} ${group}`) && control.publish(set, publication.key)
            ? figure
            : null;
        }
        // Over the named ones: it stands as long as each of them is still shown by name.
        const hasLeft = set.members.some(
          (member) =>
            history.wasNamed(figure.edition, publication.key, member, subject) && !publication.names(member, subject),
        );
        return plan.mode === 'renew' || hasLeft ? null : figure;
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
      const counted = named === all ? answers.of(all).n : all.members.length;
      const withheld: Figure = { withheld: counted < FEWEST_FOR_MEDIAN ? 'few' : 'protected' };
      const choices = plan.mode === 'keep' ? [standing, anew, onlyNamed] : [anew, standing, onlyNamed];
      let figure: Figure | null = null;
      for (const choice of choices) if ((figure ??= choice())) break;
      put(publication.key, group, figure ?? withheld);
    }
  }
}

/** Computes an edition: pages for every publication and peer group (README, "Utgåvor"). Pure. */
export function computeEdition(plan: EditionPlan): Pages {
  const history = new History(plan.past);
  const roster = new Roster([plan, { members: plan.superseded }, ...plan.past]);
  const pages = new Map<PublicationKey, Map<string, Record<string, Figure>>>(
    plan.publications.map(({ key, groups }) => [key, new Map(groups.map((group) => [group, {}]))]),
  );
  for (const subject of ['levels', 'change'] as const) {
    const cohorts = new Cohorts(subject, plan.members);
    const allowed = allowedGroups(plan, history, roster, cohorts, subject);
    for (const measure of plan.measures.filter((each) => subjectOf(each) === subject)) {
      discloseMeasure(plan, history, roster, cohorts, measure, allowed, (publication, group, figure) => {
        const page = pages.get(publication)?.get(group);
        if (page) page[measure.key] = figure;
      });
    }
  }
  return pages satisfies ReadonlyMap<PublicationKey, ReadonlyMap<string, Page>>;
}

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
}: Pick<EditionPlan, 'past' | 'measures' | 'members' | 'superseded' | 'readers'>): boolean {
  const history = new History(past);
  const now: PublishedSet = { members: [...members, ...superseded] };
  const roster = new Roster([now, ...past]);
  const sound = (measure: Measure | null, subject: Subject) => {
    const sets = measure ? history.published(measure.key) : history.publishedAbout(subject);
    const control = new Control(measure, subject, readers, roster, [now, ...sets.map(({ set }) => set)]);
    for (const { set, publication, edition } of sets) control.remember(set, publication, edition);
    return control.isSound();
  };
  return (
    (['levels', 'change'] as const).every((subject) => sound(null, subject)) &&
    measures.every((measure) => sound(measure, subjectOf(measure)))
  );
}
