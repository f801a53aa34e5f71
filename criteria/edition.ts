import {
  Control,
  Roster,
  type PublicationKey,
  type PublishedSet,
  type Reader,
  type Sent,
  type Subject,
} from './disclose.ts';
import {
  isShown,
  type Figure,
  type Member,
  type Page,
  type Pages,
  type PastEdition,
  type Publication,
  type PublishedFigure,
} from './edition-model.ts';
import { FEWEST_FOR_MEDIAN, figureOf } from './figure.ts';
import type { Measure } from './measure.ts';
import { peerGroup, peersOf } from './peer-groups.ts';

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

type Groups = ReadonlyMap<string, readonly Member[]>;

function groupsOf(members: readonly Member[]): Groups {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    for (const key of peersOf(member)) {
      const group = groups.get(key);
      if (group) group.push(member);
      else groups.set(key, [member]);
    }
  }
  return groups;
}

/** Those of the same kind who are not in the group. */
function complementOf(groups: Groups, group: string, members: readonly Member[]): readonly Member[] {
  const inside = new Set(members);
  const whole = groups.get(peerGroup(group)?.task === 'region' ? 'regioner' : 'kommuner') ?? [];
  return whole.filter((member) => !inside.has(member));
}

export function subjectOf(measure: Measure): Subject {
  return measure.kind === 'change' ? 'change' : 'levels';
}

/** In change only those count that can be compared with the year before. */
function concerned(subject: Subject, members: readonly Member[]): readonly Member[] {
  return subject === 'levels'
    ? members
    : members.filter(({ values }) => Object.keys(values).some((key) => key.startsWith('change:')));
}

const EVERYONE = 'everyone';

/** The sets of earlier editions, by the edition whose values they hold. */
class History {
  readonly #groups = new Map<string, Groups>();
  readonly past: readonly PastEdition[];

  constructor(past: readonly PastEdition[]) {
    this.past = past;
    for (const { number, members } of past) {
      for (const subject of ['levels', 'change'] as const)
        this.#groups.set(`${number} ${subject}`, groupsOf(concerned(subject, members)));
    }
  }

  set(edition: number, subject: Subject, group: string): PublishedSet {
    return { members: this.#groups.get(`${edition} ${subject}`)?.get(group) ?? [] };
  }

  /** Every set over everyone that has been published for the measures that pass `wanted`. */
  published(
    subject: Subject,
    wanted: (measure: string) => boolean,
  ): readonly { readonly set: PublishedSet; readonly publication: PublicationKey; readonly edition: number }[] {
    return this.past.flatMap(({ number, pages }) =>
      [...pages].flatMap(([publication, groups]) =>
        [...groups].flatMap(([group, page]) => {
          const origins = new Set(
            Object.entries(page).flatMap(([measure, figure]) =>
              wanted(measure) && isShown(figure) && figure.scope === EVERYONE ? [figure.edition] : [],
            ),
          );
          return [...origins].map((origin) => ({
            set: this.set(origin, subject, group),
            publication,
            edition: number,
          }));
        }),
      ),
    );
  }

  wasNamed(edition: number, publication: PublicationKey, sent: Sent, subject: Subject): boolean {
    return this.past.find(({ number }) => number === edition)?.named(publication, sent, subject) ?? false;
  }

  /** The figure that is published now. */
  standing(publication: PublicationKey, group: string, measure: string): PublishedFigure | undefined {
    const figure = this.past.at(-1)?.pages.get(publication)?.get(group)?.[measure];
    return isShown(figure) ? figure : undefined;
  }
}

const isOf = (subject: Subject) => (measure: string) => measure.startsWith('change:') === (subject === 'change');

/**
 * Which groups may be shown over everyone for any measure of the subject, by who is in them. Measures are related
 * (an index to its criteria), so all of them keep within the same groups; each may then leave out more.
 */
function allowedGroups(
  plan: EditionPlan,
  history: History,
  roster: Roster,
  groups: Groups,
  subject: Subject,
): Set<string> {
  const remembered = history.published(subject, isOf(subject));
  const current = [...groups.values(), plan.superseded].map((members) => ({ members }));
  const control = new Control(null, subject, plan.readers, roster, [...current, ...remembered.map(({ set }) => set)]);
  for (const { set, publication, edition } of remembered) control.remember(set, publication, edition);
  const allowed = new Set<string>();
  for (const { key, everyone } of plan.publications) {
    for (const group of everyone) {
      const members = groups.get(group) ?? [];
      const complement = { members: complementOf(groups, group, members) };
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

/** The figures of one measure. Every figure that anyone outside SKL meets is decided here. */
function discloseMeasure(
  plan: EditionPlan,
  history: History,
  roster: Roster,
  groups: Groups,
  measure: Measure,
  allowed: ReadonlySet<string>,
  put: (publication: PublicationKey, group: string, figure: Figure) => void,
): void {
  const subject = subjectOf(measure);
  const remembered = history.published(subject, (key) => key === measure.key);
  const current = [...groups.values(), plan.superseded].map((members) => ({ members }));
  const control = new Control(measure, subject, plan.readers, roster, [
    ...current,
    ...remembered.map(({ set }) => set),
  ]);
  for (const { set, publication, edition } of remembered) control.remember(set, publication, edition);

  const valueOf = ({ values }: Member) => values[measure.key];
  const valuesIn = (members: readonly Member[]) => members.map(valueOf).filter((value) => value !== undefined);

  for (const publication of plan.publications) {
    for (const group of publication.groups) {
      if (!measure.tasks.includes(peerGroup(group)?.task ?? 'kommun')) continue;
      const members = groups.get(group) ?? [];
      const named = members.filter((member) => publication.names(member, subject));
      const anew = (): Figure | null => {
        const shown = figureOf(measure.kind, valuesIn(members));
        return shown && allowed.has(`new ${publication.key} ${group}`) && control.publish({ members }, publication.key)
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
        const shown = figureOf(measure.kind, valuesIn(named));
        return shown && { ...shown, scope: 'named', without: members.length - named.length, edition: plan.number };
      };
      const counted = named.length === members.length ? valuesIn(members) : members;
      const withheld: Figure = { withheld: counted.length < FEWEST_FOR_MEDIAN ? 'few' : 'protected' };
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
    const groups = groupsOf(concerned(subject, plan.members));
    const allowed = allowedGroups(plan, history, roster, groups, subject);
    for (const measure of plan.measures.filter((each) => subjectOf(each) === subject)) {
      discloseMeasure(plan, history, roster, groups, measure, allowed, (publication, group, figure) => {
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
  const sound = (measure: Measure | null, subject: Subject, wanted: (key: string) => boolean) => {
    const sets = history.published(subject, wanted);
    const control = new Control(measure, subject, readers, roster, [now, ...sets.map(({ set }) => set)]);
    for (const { set, publication, edition } of sets) control.remember(set, publication, edition);
    return control.isSound();
  };
  return (
    (['levels', 'change'] as const).every((subject) => sound(null, subject, isOf(subject))) &&
    measures.every((measure) => sound(measure, subjectOf(measure), (key) => key === measure.key))
  );
}
