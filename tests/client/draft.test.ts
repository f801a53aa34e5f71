import { describe, expect, test } from 'vitest';
import { bodyOf, complete, draftOf, type AnswerDraft } from '../../client/offline/answer-form.ts';

const draft = (change: Partial<AnswerDraft> = {}): AnswerDraft => ({
  level: 2,
  notApplicable: false,
  reason: '',
  motivation: 'Text',
  evidence: [],
  ...change,
});
const row = (change: Partial<AnswerDraft['evidence'][number]>) => ({
  row: 'new',
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
    // What the server answers, with more than the form holds.
    const view = {
      ...stored,
      code: 'SL-01',
      revision: 1,
      toConfirm: false,
      carried: null,
      updatedAt: '',
      updatedBy: null,
    };
    expect(bodyOf(draftOf(view))).toEqual(stored);
  });
  const held = (change: Partial<AnswerDraft>, before = draft({ motivation: '' })) =>
    complete(draft(change), before).held.map(({ field }) => field);

  test('says what is missing, with the id of the control', () => {
    expect(held({ level: null, notApplicable: true, reason: ' ' })).toEqual(['reason']);
    expect(held({ evidence: [row({ diarienummer: 'KS 1' }), row({ title: 'T', link: 'www.a.se' })] })).toEqual([
      'evidence-0-title',
      'evidence-1-link',
    ]);
    expect(held({ motivation: 'x'.repeat(5001) })).toEqual(['motivation']);
    expect(held({})).toEqual([]);
  });

  test('everything but what is missing can be sent', () => {
    const sent = bodyOf(
      complete(
        draft({
          level: 3,
          motivation: 'Ny',
          evidence: [row({ diarienummer: 'KS 1' }), row({ title: 'T', link: 'www' })],
        }),
        draft({ level: 1, motivation: 'Gammal' }),
      ).draft,
    );
    expect(sent).toMatchObject({ level: 3, motivation: 'Ny', evidence: [{ title: 'T' }] });
  });

  test('a stored row that is being rewritten stays as it was stored until it is complete', () => {
    const before = draft({ evidence: [row({ row: '0', title: 'Beslut', link: 'https://a.se/1' })] });
    const after = draft({ evidence: [row({ row: '0', title: '', link: 'https://a.se/2' })] });
    expect(bodyOf(complete(after, before).draft).evidence).toEqual([{ title: 'Beslut', link: 'https://a.se/2' }]);
  });

  test('“ej aktuellt” without a reason holds back the choice, not the motivation', () => {
    const before = draft({ level: 2, motivation: '' });
    const after = draft({ level: null, notApplicable: true, motivation: 'Skriven först' });
    expect(bodyOf(complete(after, before).draft)).toMatchObject({
      level: 2,
      notApplicable: false,
      motivation: 'Skriven först',
    });
  });
});
