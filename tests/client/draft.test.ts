import { describe, expect, test } from 'vitest';
import { bodyOf, draftOf, problemsOf, type AnswerDraft } from '../../client/pages/answer-draft.ts';

const draft = (change: Partial<AnswerDraft> = {}): AnswerDraft => ({
  level: 2,
  notApplicable: false,
  reason: '',
  motivation: 'Text',
  evidence: [],
  ...change,
});
const row = (change: Partial<AnswerDraft['evidence'][number]>) => ({
  title: '',
  link: '',
  diarienummer: '',
  date: '',
  ...change,
});

describe('the form of an answer', () => {
  test('rows that nobody has written in are not sent; empty fields are left out', () => {
    expect(bodyOf(draft({ evidence: [row({}), row({ title: 'Protokoll', diarienummer: 'KS 1' })] })).evidence).toEqual([
      { title: 'Protokoll', diarienummer: 'KS 1' },
    ]);
  });
  test('is what was stored, and back again', () => {
    const stored = {
      level: 3 as const,
      notApplicable: false,
      reason: '',
      motivation: 'M',
      evidence: [{ title: 'T', link: 'https://a.se' }],
    };
    expect(
      bodyOf(
        draftOf({
          ...stored,
          code: 'SL-01',
          revision: 1,
          toConfirm: false,
          carried: null,
          updatedAt: '',
          updatedBy: null,
        }),
      ),
    ).toEqual(stored);
  });
  test('says what is missing, with the id of the control', () => {
    expect(problemsOf(draft({ level: null, notApplicable: true, reason: ' ' })).map(({ field }) => field)).toEqual([
      'reason',
    ]);
    expect(
      problemsOf(draft({ evidence: [row({ diarienummer: 'KS 1' }), row({ title: 'T', link: 'www.a.se' })] })).map(
        ({ field }) => field,
      ),
    ).toEqual(['evidence-0-title', 'evidence-1-link']);
    expect(problemsOf(draft())).toEqual([]);
  });
});
