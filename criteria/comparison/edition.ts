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
import { discloseMeasure } from './disclosed-figures.ts';
import { drawOf, Microdata } from './microdata.ts';
import { Cohorts, complementOf, concerned, EVERYONE, History, subjectOf } from './edition-history.ts';
import type { Figure, Lots, Member, Page, Pages, PastEdition, Publication } from './edition-model.ts';
import type { Measure } from './measure.ts';

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
    const draw = drawOf(subject, cohorts, earlierThan(plan, subject), plan.sets, plan.publications, plan.random);
    const allowed = allowedGroups(plan, history, roster, cohorts, subject);
    const disclosure = { plan, history, roster, cohorts, allowed, microdata, draw };
    for (const measure of plan.measures) {
      if (subjectOf(measure) !== subject) continue;
      discloseMeasure(disclosure, measure, (publication, group, figure) => {
        const page = pages.get(publication)?.get(group);
        if (page) page[measure.key] = figure;
      });
    }
  }
  return {
    pages: pages satisfies ReadonlyMap<PublicationKey, ReadonlyMap<string, Page>>,
    lotsOf: (organisation) => microdata.lotsOf(organisation),
  };
}
