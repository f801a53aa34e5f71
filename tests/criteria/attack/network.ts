import { computeEdition } from '../../../criteria/comparison/edition.ts';
import { setsOf } from '../../../criteria/comparison/merged-groups.ts';
import { missingIn } from '../../../criteria/comparison/soundness.ts';
import type { Lots, Member, PastEdition, Publication } from '../../../criteria/comparison/edition-model.ts';
import { interimPages } from '../../../criteria/comparison/interim.ts';
import { peersOf, type Standing } from '../../../criteria/comparison/peer-groups.ts';
import type { Measure } from '../../../criteria/comparison/measure.ts';
import {
  namedIn,
  openness,
  publicationsOf,
  readersOf,
  readersWho,
  type Sharing,
  type Stretch,
  type Told,
  type Visibility,
} from '../../../criteria/comparison/readers.ts';
import { PLACES } from '../places.ts';
import { SeededRandom } from '../../../server/demo/random.ts';

/** A few measures of each kind: enough for an attack, few enough to generate hundreds of networks. */
export const MEASURES: readonly Measure[] = [
  { key: 'criterion:SL-01', kind: 'level', tasks: ['kommun', 'region'] },
  { key: 'criterion:SL-02', kind: 'level', tasks: ['kommun', 'region'] },
  { key: 'area:SL', kind: 'index', tasks: ['kommun', 'region'] },
  { key: 'indicator:NT-01', kind: 'share', tasks: ['kommun', 'region'] },
  { key: 'change:area:SL', kind: 'change', tasks: ['kommun', 'region'] },
];

export interface Life {
  readonly editions: readonly PastEdition[];
  /** What had been drawn for each organisation when an edition was made, by edition. */
  readonly lots: readonly ReadonlyMap<string, Lots>[];
  readonly stretches: readonly Stretch[];
  /** Everything that was ever sent. */
  readonly submissions: readonly Member[];
  /** Whom the showcase has told the public about. */
  readonly told: Told;
  readonly refused: number;
}

/** Without control every group is shown over everyone, in every publication. */
const everything = (publications: readonly Publication[]) =>
  publications.map((publication) => ({ ...publication, everyone: publication.groups }));

/**
 * One network's year: who is in it, how they share, and what happens. Without control everything is published. `opening`:
 * somebody may share more openly than when the figures were published, which leaves fewer for the others to hide among.
 */
export function invent(seed: number, { controlled = true, opening = false } = {}): Life {
  const random = new SeededRandom(seed);
  const size = random.pick([5, 8, 12, 20, 40, 80, 120, 200, 310]);
  const skew = random.pick(['none', 'county', 'group']);
  const favoured = random.pick(PLACES);
  const weight = (row: Standing) =>
    (skew === 'county' && row.county === favoured.county) || (skew === 'group' && row.group === favoured.group)
      ? random.next() * 0.2
      : random.next();
  const chosen = PLACES.map((row) => ({ row, at: weight(row) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, size)
    .map(({ row }) => row);

  const closed = random.next();
  const open = random.next() * 0.5;
  const ticked = random.next();
  const share = (): Sharing => (random.chance(closed) ? 'statistik' : random.chance(open) ? 'oppet' : 'natverket');
  const visibility = (county: string): Visibility => {
    const sharing = share();
    return { sharing, toCounty: sharing === 'natverket' && random.chance(ticked), county };
  };
  const diligence = 0.6 + random.next() * 0.4;
  const alike = random.chance(0.3);
  const level = () => (alike ? (random.chance(0.93) ? 1 : 2) : random.between(0, 4));
  const invented = (panel: boolean): Record<string, number> => {
    const values: Record<string, number> = {};
    for (const { key, kind } of MEASURES) {
      if (!random.chance(diligence) || (kind === 'change' && !panel)) continue;
      values[key] =
        kind === 'level' ? level() : kind === 'change' ? random.between(-200, 300) : random.between(0, 20) * 50;
    }
    return values;
  };

  const before = new Map(
    chosen
      .filter((_, i) => i === 0 || random.chance(0.8))
      .map(({ organisation, county }) => [organisation, visibility(county)]),
  );
  const current = new Map<string, Member>();
  const sharing = new Map<string, Visibility>();
  const submissions: Member[] = [];
  const submit = (row: Standing) => {
    const submission = `${row.organisation}-${submissions.length}`;
    const values = invented(before.has(row.organisation));
    const member: Member = {
      ...row,
      submission,
      values,
      before: before.has(row.organisation) ? `${row.organisation}-before` : null,
    };
    // A correction keeps most of what it corrects.
    const earlier = current.get(row.organisation);
    const was = earlier && sharing.get(earlier.submission);
    if (earlier && random.chance(0.7)) Object.assign(values, earlier.values);
    submissions.push(member);
    current.set(row.organisation, member);
    if (earlier) sharing.delete(earlier.submission);
    const proposed = visibility(row.county);
    const opens = was && openness(proposed) > openness(was);
    sharing.set(submission, opens && !opening ? was : proposed);
  };
  const late = chosen.filter(() => random.chance(0.25));
  for (const row of chosen) if (!late.includes(row)) submit(row);

  const editions: PastEdition[] = [];
  const lots: Map<string, Lots>[] = [];
  const stretch = (edition: number): Stretch => ({ edition, sharing: new Map(sharing), before: new Map(before) });
  const stretches: Stretch[] = [stretch(0)];
  const told = { now: new Set<string>(), before: new Set<string>() };
  const publish = (mode: 'renew' | 'keep', reason?: 'early' | 'closed') => {
    const number = editions.length + 1;
    stretches.push(stretch(number));
    const members = [...current.values()];
    const now = stretch(number);
    const named: PastEdition['named'] = (publication, member, subject) =>
      namedIn(publication, now.sharing, now.before)(member, subject);
    const closing = reason === 'closed';
    const sets = setsOf(editions, closing ? { members, named: (member) => named('members', member, 'levels') } : null);
    const { pages, lotsOf } = computeEdition({
      number,
      sets,
      random: () => random.next(),
      measures: MEASURES,
      members,
      superseded: submissions.filter((member) => !members.includes(member)),
      publications: controlled ? publicationsOf(stretches, sets) : everything(publicationsOf(stretches, sets)),
      readers: controlled ? readersOf(stretches, told) : [],
      past: editions,
      mode,
    });
    const drawn = members.map((member) => ({ ...member, lots: structuredClone(lotsOf(member.organisation)) }));
    editions.push({ number, closing, members: drawn, pages, named });
    const latest = new Map(lots.at(-1));
    for (const { organisation, lots: known } of drawn) if (known) latest.set(organisation, known);
    lots.push(latest);
  };

  /** What can be read at once when someone shares less, before the figures have been worked out anew. */
  const withhold = (organisation: string, subject: 'all' | 'change') => {
    const last = editions.at(-1);
    if (!last || !controlled) return;
    const number = editions.length + 1;
    stretches.push(stretch(number));
    const groups = new Set(
      submissions
        .filter((member) => member.organisation === organisation)
        .flatMap((member) => peersOf(member, [...(last.pages.get('members')?.keys() ?? [])])),
    );
    const now = stretch(number);
    lots.push(lots.at(-1) ?? new Map<string, Lots>());
    editions.push({
      number,
      members: last.members,
      pages: interimPages(last.pages, groups, subject),
      interim: true,
      named: (publication, member, about) => namedIn(publication, now.sharing, now.before)(member, about),
    });
  };

  /** How many are missing to hide among, for those who have heard what the showcase tells. */
  const missing = () => {
    const readers = readersWho([...stretches, stretch(editions.length)], told);
    const sets = setsOf(editions, null);
    return missingIn({ past: editions, measures: MEASURES, members: submissions, superseded: [], sets, readers });
  };

  let refused = 0;
  const organisationOf = (submission: string) =>
    submissions.find((member) => member.submission === submission)?.organisation ?? '';
  /** The showcase tells of one; of a rise, which tells of the year before too, now and then. */
  const tell = (submission: string) => {
    const organisation = organisationOf(submission);
    const was = { now: new Set(told.now), before: new Set(told.before) };
    const fewer = missing();
    told.now.add(submission);
    if (random.chance(0.5)) told.before.add(organisation);
    if (!controlled || missing() <= fewer) return;
    Object.assign(told, was);
    refused += 1;
  };
  if (random.chance(0.3)) publish('renew', 'early');
  for (const row of late.splice(0, random.between(0, 8))) submit(row);
  publish('renew', 'closed');
  const happenings = random.between(2, 6);
  for (let i = 0; i < happenings; i++) {
    const [code, shared] = random.pick([...sharing]);
    switch (
      random.pick([
        'late',
        'revise',
        'revise-before',
        'lower',
        'lower-before',
        'raise',
        'tell',
        'leave',
        'edition',
        'edition',
      ])
    ) {
      case 'late':
        for (const row of late.splice(0, random.pick([1, 3, 8, 20]))) submit(row);
        break;
      case 'revise':
        for (const row of random.shuffled(chosen).slice(0, random.pick([1, 2, 8]))) {
          if (!current.has(row.organisation)) continue;
          submit(row);
          withhold(row.organisation, 'all');
        }
        publish('keep');
        break;
      case 'lower':
      case 'leave':
        if (shared.sharing === 'statistik') break;
        sharing.set(code, { ...shared, sharing: 'statistik', toCounty: false });
        withhold(organisationOf(code), 'all');
        publish('keep');
        break;
      case 'lower-before': {
        const [organisation, was] = random.pick([...before]);
        before.set(organisation, { ...was, sharing: 'statistik', toCounty: false });
        withhold(organisation, 'change');
        publish('keep');
        break;
      }
      case 'revise-before':
        // A correction of the year before: the same submissions, with another change.
        for (const row of random.shuffled([...current.values()]).slice(0, random.pick([1, 2, 8]))) {
          if (row.before === null || row.before === undefined) continue;
          const was = before.get(row.organisation);
          if (was && random.chance(0.3))
            before.set(row.organisation, { ...was, sharing: 'statistik', toCounty: false });
          const revised = {
            ...row,
            before: `${row.before}+`,
            values: { ...row.values, 'change:area:SL': random.between(-200, 300) },
          };
          current.set(row.organisation, revised);
          submissions[submissions.findIndex(({ submission }) => submission === row.submission)] = revised;
          withhold(row.organisation, 'change');
        }
        publish('keep');
        break;
      case 'raise':
        if (shared.sharing === 'oppet' || !opening) break;
        sharing.set(code, { ...shared, sharing: 'oppet' });
        stretches.push(stretch(editions.length));
        break;
      case 'tell':
        if (shared.sharing === 'statistik') break;
        tell(code);
        break;
      case 'edition':
        publish('renew');
    }
  }
  publish('renew');
  return { editions, lots, stretches, submissions, told, refused };
}
