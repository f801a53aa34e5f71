import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeMappings, mappingOver } from '../../criteria/catalogue/compose-mapping.ts';
import type { Mapping } from '../../criteria/model.ts';
import { byVersion } from '../../criteria/catalogue/version.ts';
import { mapping } from './builders.ts';

const first = (change: Partial<Mapping>) => ({ ...mapping(change), from: '1.0', to: '2.0' });
const second = (change: Partial<Mapping>) => ({ ...mapping(change), from: '2.0', to: '3.0' });
const reworded = (code: string, comparable: boolean, why = `${code} ändrad.`) => ({ code, comparable, why });

describe('over a version that was skipped', () => {
  test('the same twice is the same', () => {
    expect(composeMappings(first({ same: ['A'] }), second({ same: ['A'] }))).toEqual({
      ...mapping({ same: ['A'] }),
      from: '1.0',
      to: '3.0',
    });
  });

  test.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])('reworded is comparable only if it was both times (%s, %s)', (one, two, both) => {
    const { reworded: rows } = composeMappings(
      first({ reworded: [reworded('A', one, 'Först.')] }),
      second({ reworded: [reworded('A', two, 'Sedan.')] }),
    );
    expect(rows).toEqual([{ code: 'A', comparable: both, why: 'Först. Sedan.' }]);
  });

  test('reworded in one step and the same in the other is reworded', () => {
    expect(composeMappings(first({ same: ['A'] }), second({ reworded: [reworded('A', true)] })).reworded).toEqual([
      reworded('A', true),
    ]);
    expect(composeMappings(first({ reworded: [reworded('A', false)] }), second({ same: ['A'] })).reworded).toEqual([
      reworded('A', false),
    ]);
  });

  test('split and then the same is split; merged and then reworded is merged', () => {
    const { split, merged } = composeMappings(
      first({
        split: [{ from: 'A', to: ['B', 'C'], why: 'Delad.' }],
        merged: [{ from: ['D', 'E'], to: 'F', why: 'Hop.' }],
      }),
      second({ same: ['B', 'C'], reworded: [reworded('F', true, 'Om.')] }),
    );
    expect(split).toEqual([{ from: 'A', to: ['B', 'C'], why: 'Delad.' }]);
    expect(merged).toEqual([{ from: ['D', 'E'], to: 'F', why: 'Hop. Om.' }]);
  });

  test('what was split and put together again, or came together with something new, keeps no level', () => {
    const back = composeMappings(
      first({ split: [{ from: 'A', to: ['B', 'C'], why: 'Delad.' }] }),
      second({ merged: [{ from: ['B', 'C'], to: 'A', why: 'Ihop.' }] }),
    );
    expect(back.same).toEqual([]);
    expect(back.reworded).toEqual([{ code: 'A', comparable: false, why: 'Delad. Ihop.' }]);
    const withNew = composeMappings(
      first({ same: ['A'], new: ['N'] }),
      second({ merged: [{ from: ['A', 'N'], to: 'A', why: 'Ihop.' }] }),
    );
    expect(withNew.reworded).toEqual([{ code: 'A', comparable: false, why: 'Ihop.' }]);
  });

  test('what came and went between is nothing; what went is withdrawn with its reason; what came is new', () => {
    const { withdrawn, new: added } = composeMappings(
      first({ same: ['A'], new: ['B', 'C'], withdrawn: [{ code: 'D', why: 'Bort först.' }] }),
      second({
        same: ['C'],
        new: ['E'],
        withdrawn: [
          { code: 'A', why: 'Bort sedan.' },
          { code: 'B', why: 'Kort liv.' },
        ],
      }),
    );
    expect(withdrawn).toEqual([
      { code: 'A', why: 'Bort sedan.' },
      { code: 'D', why: 'Bort först.' },
    ]);
    expect(added.toSorted()).toEqual(['C', 'E']);
  });

  test('every criterion of the later version is accounted for exactly once, whatever the steps', () => {
    const codes = ['A', 'B', 'C', 'D'];
    const fate = fc.constantFrom('same', 'comparable', 'reworded', 'withdrawn');
    const step = (from: string, to: string) =>
      fc.array(fate, { minLength: 4, maxLength: 4 }).map((fates): Mapping => {
        const of = (wanted: string) => codes.filter((_code, i) => fates[i] === wanted);
        return {
          from,
          to,
          same: of('same'),
          reworded: [
            ...of('comparable').map((code) => reworded(code, true)),
            ...of('reworded').map((code) => reworded(code, false)),
          ],
          split: [],
          merged: [],
          new: of('withdrawn'),
          withdrawn: of('withdrawn').map((code) => ({ code, why: 'x' })),
        };
      });
    fc.assert(
      fc.property(step('1.0', '2.0'), step('2.0', '3.0'), (one, two) => {
        const all = composeMappings(one, two);
        const after = [
          ...all.same,
          ...all.reworded.map(({ code }) => code),
          ...all.split.flatMap(({ to }) => to),
          ...all.merged.map(({ to }) => to),
          ...all.new,
        ];
        expect(after.toSorted()).toEqual(codes);
      }),
    );
  });
});

test('answers are carried over any number of versions forward, and never back', () => {
  const mappings = new Map([
    ['2.0', first({ same: ['A'] })],
    ['3.0', second({ same: ['A'] })],
    ['4.0', { ...mapping({ reworded: [reworded('A', true)] }), from: '3.0', to: '4.0' }],
  ]);
  expect(mappingOver(mappings, '1.0', '1.0')).toBeNull();
  expect(mappingOver(mappings, '1.0', '4.0')).toMatchObject({ from: '1.0', to: '4.0', reworded: [{ code: 'A' }] });
  expect(mappingOver(mappings, '4.0', '1.0')).toBeUndefined();
  expect(mappingOver(mappings, '0.9', '4.0')).toBeUndefined();
});

test('versions are ordered as numbers, part by part', () => {
  expect(['2.10', '1.0', '2.9', '10.0', '2.2'].toSorted(byVersion)).toEqual(['1.0', '2.2', '2.9', '2.10', '10.0']);
});
