import { describe, expect, test } from 'vitest';
import { english } from '../../client/i18n/english.ts';
import { FRAME } from '../../client/i18n/frame.ts';
import { FOOTER_LINKS, PUBLIC_LINKS, ROLE_LINKS } from '../../server/pages/navigation.ts';
import { translated } from '../../client/i18n/translated.ts';
import { messages } from './messages.ts';

const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();

describe('the interface in English', () => {
  const used = messages('client');
  test('has a translation for every Swedish text, and none left over', () => {
    expect(used.filter((text) => !english[text])).toEqual([]);
    expect(Object.keys(english).filter((text) => !used.includes(text))).toEqual([]);
  });
  test('shows the same values', () => {
    for (const [swedish, text] of Object.entries(english))
      expect(placeholders(text), swedish).toEqual(placeholders(swedish));
  });
  test('has every label of the menu and the footer, for every role', () => {
    const labels = [...PUBLIC_LINKS, ...FOOTER_LINKS, ...Object.values(ROLE_LINKS).flat()].map(({ label }) => label);
    expect(labels.length).toBeGreaterThan(30);
    expect(labels.filter((label) => !(label in FRAME) || !english[label])).toEqual([]);
  });
  test('is found by the ids that the library makes', () => {
    expect(Object.keys(translated({ 'Nivå {0}': 'Level {0}' }))).toEqual([expect.stringMatching(/^s[0-9a-f]{16}$/)]);
  });
});
