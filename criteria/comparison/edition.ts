import {
  Control,
  Roster,
  unitName,
  type PublicationKey,
  type PublishedSet,
  type Reader,
  type Subject,
} from './disclose.ts';
import type { Random } from './exchange.ts';
import { drawOf, Microdata, type Audience, type Draw } from './microdata.ts';
import { Cohorts, complementOf, concerned, EVERYONE, History, subjectOf } from './edition-history.ts';
import type { Figure, Lots, Member, Page, Pages, PastEdition, Publication } from './edition-model.ts';
import { Answers } from './answers.ts';
import { FEWEST_FOR_MEDIAN, figureOf } from './figure.ts';
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
  /** The year's sets of kommungrupper (`setsOf`); none before the round has closed. */
  readonly sets: readonly string[];
  readonly random: Random;
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
  const control = new Control(null, plan.readers, roster);
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

/** For whom the lots of a publication's figures over everyone are drawn: only these two have any. */
const audienceOf = (publication: PublicationKey): Audience => (publication === 'public' ? 'public' : 'members');

/** The figures of one measure. Every figure that anyone outside SKL meets is decided here. */
function discloseMeasure(
  plan: EditionPlan,
  history: History,
  roster: Roster,
  cohorts: Cohorts,
  measure: Measure,
  allowed: ReadonlySet<string>,
  microdata: Microdata,
  draw: Draw,
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

/** What has been sent or has counted, and does not now: corrected, or with another change since the year before was. */
function earlierThan({ members, superseded, past }: EditionPlan, subject: Subject): readonly Member[] {
  const now = new Set(members.map((member) => unitName(member, subject)));
  const earlier = new Map<string, Member>();
  for (const member of [superseded, ...past.map(({ members: counted }) => counted)].flat()) {
    const name = unitName(member, subject);
    if (!now.has(name) && !earlier.has(name)) earlier.set(name, member);
  }
  return concerned(subject, [...earlier.values()]);
}

export interface Edition {
  readonly pages: Pages;
  /** What has been drawn for an organisation, in this edition and before. */
  readonly lotsOf: (organisation: string) => Lots | undefined;
}

/** Computes an edition: pages for every publication and peer group (README, "Utgåvor"). Pure, but for what it draws. */
export function computeEdition(plan: EditionPlan): Edition {
  const history = new History(plan.past, plan.sets);
  const microdata = new Microdata(plan.past);
  const pages = new Map<PublicationKey, Map<string, Record<string, Figure>>>(
    plan.publications.map(({ key, groups }) => [key, new Map(groups.map((group) => [group, {}]))]),
  );
  for (const subject of ['levels', 'change'] as const) {
    const roster = new Roster(subject, [plan, { members: plan.superseded }, ...plan.past]);
    const cohorts = new Cohorts(subject, plan.members, plan.sets);
    const measures = plan.measures.filter((each) => subjectOf(each) === subject);
    const earlier = earlierThan(plan, subject);
    const draw = drawOf(subject, cohorts, earlier, plan.sets, plan.publications, plan.random);
    const allowed = allowedGroups(plan, history, roster, cohorts, subject);
    for (const measure of measures) {
      discloseMeasure(
        plan,
        history,
        roster,
        cohorts,
        measure,
        allowed,
        microdata,
        draw,
        (publication, group, figure) => {
          const page = pages.get(publication)?.get(group);
          if (page) page[measure.key] = figure;
        },
      );
    }
  }
  return {
    pages: pages satisfies ReadonlyMap<PublicationKey, ReadonlyMap<string, Page>>,
    lotsOf: (organisation) => microdata.lotsOf(organisation),
  };
}
