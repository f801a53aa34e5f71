import { expect, test } from 'vitest';
import type { GroupScoreView, YearResult } from '../../server/assessments/contract.ts';
import type { Account } from '../../server/documents/account.ts';
import { areaSentence, changeSentence, summaryOf } from '../../server/documents/sentences.ts';

/** What a nämnd reads first. The sentences are written here by hand. */
const group = (key: string, name: string, change: Partial<GroupScoreView> = {}): GroupScoreView => ({
  key,
  name,
  applicable: 4,
  answered: 4,
  notApplicable: 0,
  index: 50,
  incomplete: false,
  levels: [0, 0, 4, 0, 0],
  ...change,
});

function account(now: Partial<YearResult>, before = false): Account {
  const year: YearResult = {
    id: '1281-2026',
    year: 2026,
    catalogue: '2.0',
    track: 'full',
    state: 'draft',
    groups: [group('SL', 'Styrning', { index: 62.5 }), group('UF', 'Uppföljning', { index: 25 })],
    total: group('total', 'Alla', { applicable: 8, answered: 8, levels: [0, 2, 3, 2, 1] }),
    evidence: { share: 50, withEvidence: 3, atLeastTwo: 6 },
    changes: [],
    ...now,
  };
  return {
    organisation: { code: '1281', name: 'Lunds kommun' },
    now: year,
    before: before ? { ...year, year: 2025 } : undefined,
  } as Account;
}

const change = (key: string, before: number, after: number) => ({ key, n: 3, before, after });

test('three sentences: how much is answered, where it is high and low, and the evidence when there is no earlier year', () => {
  expect(summaryOf(account({}))).toEqual([
    'Lunds kommun har bedömt sitt arbete med mänskliga rättigheter för 2026 mot 8 kriterier: alla är besvarade.',
    'Index är högst i Styrning, 62,5 av 100, och lägst i Uppföljning, 25,0.',
    'Underlag är angivet för 3 av 6 svar på nivå 2 eller högre.',
  ]);
});

test('the starter track is told in levels and never in index', () => {
  expect(summaryOf(account({ track: 'starter' }))[1]).toBe(
    'Svaren fördelar sig så: 1 på nivå 4, 2 på nivå 3, 3 på nivå 2 och 2 på nivå 1.',
  );
});

test('change is told in what is shown: ups, downs and standing still over the same criteria', () => {
  const moved = account({ changes: [change('SL', 50, 62.5), change('UF', 33.3, 25)] }, true);
  expect(changeSentence(moved)).toBe(
    'Sedan 2025 har index ökat i Styrning och minskat i Uppföljning, räknat på de kriterier som betyder samma sak båda åren.',
  );
  const still = account({ changes: [change('SL', 50.04, 50.01)] }, true);
  expect(changeSentence(still)).toContain('stått still i Styrning');
  expect(changeSentence(account({ changes: [change('SL', 1, 2)] }))).toBeNull();
});

test('an area is told with its index, or without when too little is answered', () => {
  const all = account({ changes: [change('SL', 50, 62.5)] }, true);
  expect(areaSentence(all, group('SL', 'Styrning', { index: 62.5 }))).toBe(
    'Styrning: index 62,5, 4 av 4 kriterier besvarade, 4 på nivå 2. Sedan 2025: +12,5 över 3 jämförbara kriterier.',
  );
  expect(areaSentence(all, group('AG', 'Agenda', { index: null, answered: 0, levels: [0, 0, 0, 0, 0] }))).toBe(
    'Agenda: 0 av 4 kriterier besvarade.',
  );
});
