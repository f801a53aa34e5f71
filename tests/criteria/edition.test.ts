import { describe, expect, test } from 'vitest';
import { isShown, type Member } from '../../criteria/comparison/edition-model.ts';
import type { Measure } from '../../criteria/comparison/measure.ts';
import { SeededRandom } from '../../server/demo/random.ts';
import { editionOf, kommuner, stretchOf } from './network-of.ts';

const CODES = ['SL-01', 'SL-02', 'SL-10'];
const MEASURES: readonly Measure[] = CODES.map((code) => ({
  key: `criterion:${code}`,
  kind: 'level',
  tasks: ['kommun'],
}));
const levels = (i: number) => Object.fromEntries(CODES.map((code, at) => [`criterion:${code}`, (i + at) % 5]));
const onZero = (i: number) => ({ ...levels(i), 'criterion:SL-10': 0 });

/** Six of huvudgrupp A and six of B that share statistics only; six more of each that are seen by name. */
const network = (six: (i: number) => Record<string, number>): readonly Member[] => [
  ...kommuner('A2', 6, six),
  ...kommuner('A2', 6, levels, 6),
  ...kommuner('B3', 6, levels),
  ...kommuner('B3', 6, levels, 6),
];
const hidesFirstSix = ({ submission }: Member) => (Number(submission.split('-')[1]) < 6 ? 'statistik' : 'natverket');

const scopes = (pages: ReturnType<typeof editionOf>['pages']) =>
  Object.fromEntries(
    [...(pages.get('members') ?? [])].flatMap(([group, page]) =>
      Object.entries(page).map(([measure, figure]) => [
        `${group} ${measure}`,
        isShown(figure) ? figure.scope : figure.withheld,
      ]),
    ),
  );

describe('six of huvudgrupp A on level 0 in one criterion', () => {
  const asked = { measures: MEASURES, sharing: hidesFirstSix };

  test('are not told by any figure that is missing: the same are shown as if they were on other levels', () => {
    const ordinary = scopes(editionOf({ ...asked, members: network(levels) }).pages);
    expect(ordinary['huvudgrupp-a criterion:SL-10']).toBe('everyone');
    expect(scopes(editionOf({ ...asked, members: network(onZero) }).pages)).toEqual(ordinary);
  });

  test('are not told by the figure: three of the six are shown with another level', () => {
    const figure = editionOf({ ...asked, members: network(onZero) })
      .pages.get('members')
      ?.get('huvudgrupp-a')?.['criterion:SL-10'];
    // The six that are seen by name are on 2, 3, 4, 0, 1 and 2. Of the six others at most three stand on 0.
    expect(isShown(figure) && figure.levels?.[0]).toBe(1 + 3);
    expect(isShown(figure) && figure.n).toBe(12);
  });
});

describe('at least three of the six are counted with another level than the low one that they are on', () => {
  const random = new SeededRandom(8);
  const [measure] = MEASURES;
  const own = (level: number) => () => ({ 'criterion:SL-01': level });
  const six = [...kommuner('A2', 6, own(0)), ...kommuner('A2', 6, (i) => ({ 'criterion:SL-01': 2 + (i % 3) }), 6)];
  const onZero = (members: readonly Member[], superseded: readonly Member[] = []) => {
    const hides = ({ organisation }: Member) => hidesFirstSix({ submission: organisation } as Member);
    const { pages } = editionOf({
      measures: measure ? [measure] : [],
      sharing: hides,
      members,
      superseded,
      random: () => random.next(),
    });
    const figure = pages.get('members')?.get('huvudgrupp-a')?.['criterion:SL-01'];
    if (!isShown(figure) || figure.scope !== 'everyone') throw new Error('There is no figure over everyone.');
    return figure.levels?.[0] ?? 0;
  };
  const corrected = (member: Member): Member => ({ ...member, submission: `${member.submission}b` });
  const others = kommuner('B3', 12, levels);

  test.each<[string, () => number]>([
    ['as they are', () => onZero([...six, ...others])],
    [
      'when some with names have corrected',
      () => onZero([...six.map((m, i) => (i > 8 ? corrected(m) : m)), ...others], six.slice(9)),
    ],
    [
      'when all six have corrected',
      () => onZero([...six.map((m, i) => (i < 6 ? corrected(m) : m)), ...others], six.slice(0, 6)),
    ],
    [
      'when there is a set that few have answered in',
      () => onZero([...six, ...others, ...kommuner('C9', 3, levels, 6)]),
    ],
  ])('%s', (_how, counted) => {
    for (let i = 0; i < 100; i++) expect(counted()).toBeLessThanOrEqual(3);
  });
});

describe('whether a figure is shown', () => {
  test('depends on who has answered, never on what', () => {
    const random = new SeededRandom(5);
    const first = scopes(editionOf({ measures: MEASURES, sharing: hidesFirstSix, members: network(levels) }).pages);
    for (let i = 0; i < 50; i++) {
      const members = network(levels).map((member) => ({
        ...member,
        values: Object.fromEntries(
          Object.keys(member.values).map((key) => [key, random.between(0, random.between(0, 4))]),
        ),
      }));
      const drawn = editionOf({ measures: MEASURES, sharing: hidesFirstSix, members, random: () => random.next() });
      expect(scopes(drawn.pages)).toEqual(first);
    }
  });
});

describe('an edition before the round has closed', () => {
  const asked = { measures: MEASURES, sharing: hidesFirstSix };

  test('is over those with names only, and costs the closing one nothing', () => {
    const members = network(levels);
    const early = editionOf({ ...asked, members: members.slice(0, 20), early: true });
    expect(Object.values(scopes(early.pages))).not.toContain('everyone');
    expect(scopes(editionOf({ ...asked, members, past: [early.asPast] }).pages)).toEqual(
      scopes(editionOf({ ...asked, members }).pages),
    );
  });
});

describe('the sets of a year', () => {
  test('are those that the closing edition decided, whoever comes later', () => {
    const few = [...kommuner('A2', 10, levels), ...kommuner('B3', 10, levels)].filter(
      ({ submission }) => submission !== 'A2-0',
    );
    const hides = ({ submission }: Member) => (/-[0-4]$/.test(submission) ? 'statistik' : 'natverket');
    const closing = editionOf({ measures: MEASURES, sharing: hides, members: few });
    const merged = 'kommungrupper-a2-b3';
    expect(scopes(closing.pages)[`${merged} criterion:SL-01`]).toBe('everyone');
    // With twelve more there would have been six in each; the groups stay, so that no difference of them tells anything.
    const many = [...few, ...kommuner('A2', 6, levels, 20), ...kommuner('B3', 6, levels, 20)];
    const all = ({ submission }: Member) => (/-(?:[0-4]|2\d)$/.test(submission) ? 'statistik' : 'natverket');
    const later = scopes(editionOf({ measures: MEASURES, sharing: all, members: many, past: [closing.asPast] }).pages);
    expect(later[`${merged} criterion:SL-01`]).toBe('everyone');
    expect(later['huvudgrupp-a criterion:SL-01']).not.toBe('everyone');
  });
});

describe('as the year goes on', () => {
  const members = network(levels);
  const closing = editionOf({ measures: MEASURES, sharing: hidesFirstSix, members });
  const own = 'huvudgrupp-a criterion:SL-10';
  const corrected = (all: readonly Member[], submission: string): readonly Member[] =>
    all.map((member) => (member.submission === submission ? { ...member, submission: `${submission}b` } : member));
  const hides = ({ organisation }: Member) => hidesFirstSix({ submission: organisation } as Member);

  test('a correction of one that hides, and then of one that is seen, leave the figure as it was', () => {
    expect(scopes(closing.pages)[own]).toBe('everyone');
    const first = corrected(members, 'A2-0');
    const start = stretchOf(members, hides, 0);
    const asked = { measures: MEASURES, sharing: hides };
    const second = editionOf({
      ...asked,
      members: first,
      superseded: members.slice(0, 1),
      stretches: [start],
      past: [closing.asPast],
    });
    expect(scopes(second.pages)[own]).toBe('everyone');
    const third = editionOf({
      ...asked,
      members: corrected(first, 'A2-6'),
      superseded: members.filter(({ submission }) => submission === 'A2-0' || submission === 'A2-6'),
      stretches: [start, stretchOf(first, hides, 2)],
      past: [closing.asPast, second.asPast],
    });
    expect(scopes(third.pages)[own]).toBe('everyone');
  });

  test('one that begins to show its name leaves five in its set, which is over the named; the whole network stays', () => {
    const raised = (member: Member) => (member.submission === 'A2-0' ? 'natverket' : hides(member));
    const next = editionOf({
      measures: MEASURES,
      sharing: raised,
      members,
      stretches: [stretchOf(members, hides, 0), stretchOf(members, raised, 1)],
      past: [closing.asPast],
    });
    expect(scopes(next.pages)[own]).toBe('named');
    expect(scopes(next.pages)['kommuner criterion:SL-10']).toBe('everyone');
    expect(scopes(next.pages)['huvudgrupp-b criterion:SL-10']).toBe('everyone');
  });

  test('one that no longer shows its name is counted to the public as it was', () => {
    const lowered = (member: Member) => (member.submission === 'A2-6' ? 'statistik' : hides(member));
    const random = new SeededRandom(3);
    for (let i = 0; i < 20; i++) {
      const first = editionOf({ measures: MEASURES, sharing: hides, members, random: () => random.next() });
      const next = editionOf({
        measures: MEASURES,
        sharing: lowered,
        members,
        stretches: [stretchOf(members, hides, 0), stretchOf(members, lowered, 1)],
        past: [first.asPast],
        random: () => random.next(),
      });
      const levelsOf = ({ pages }: typeof next) =>
        Object.values(pages.get('public')?.get('kommuner') ?? {}).map((figure) => isShown(figure) && figure.levels);
      expect(levelsOf(next)).toEqual(levelsOf(first));
    }
  });
});

describe('what is counted in the place of an answer', () => {
  const random = new SeededRandom(9);
  const asked = { measures: MEASURES, sharing: hidesFirstSix, random: () => random.next() };
  const figuresOf = ({ pages }: ReturnType<typeof editionOf>, publication: 'members' | 'public') =>
    Object.values(pages.get(publication)?.get('kommuner') ?? {}).map((figure) =>
      isShown(figure) ? { ...figure, edition: 0 } : figure,
    );

  test('is drawn once: the next edition says the same, so that comparing editions tells nothing', () => {
    const first = editionOf({ ...asked, members: network(levels) });
    const own = editionOf({ ...asked, members: network(levels), random: () => 0.999 });
    expect(figuresOf(first, 'members')).not.toEqual(figuresOf(own, 'members'));
    const second = editionOf({ ...asked, members: network(levels), past: [first.asPast] });
    for (const publication of ['members', 'public'] as const)
      expect(figuresOf(second, publication)).toEqual(figuresOf(first, publication));
  });

  test('stays the same for the public, for which those that only members see by name are drawn for too', () => {
    const { lotsOf } = editionOf({ ...asked, members: network(levels) });
    expect(Object.keys(lotsOf('A2-0') ?? {})).toEqual(['members levels']);
    expect(Object.keys(lotsOf('A2-6') ?? {})).toEqual(['public levels']);
  });

  test('does not touch what is over those with names', () => {
    const counties = editionOf({ ...asked, members: network(levels) })
      .pages.get('members')
      ?.get('lan-14');
    // The twelve with names: i 0–5 twice, so levels (i + 2) % 5 = 2, 3, 4, 0, 1, 2 twice.
    expect(counties?.['criterion:SL-10']).toMatchObject({ scope: 'named', levels: [2, 2, 4, 2, 2] });
  });
});
