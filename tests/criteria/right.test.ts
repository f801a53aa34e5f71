import { expect, test } from 'vitest';
import { rightName } from '../../criteria/present/right.ts';
import { v3 } from './builders.ts';

/** As a lawyer writes them. */
test.each([
  ['RF 2:1', 'Regeringsformen, 2 kap. 1 §'],
  ['RF 1:2', 'Regeringsformen, 1 kap. 2 §'],
  ['TF 1', 'Tryckfrihetsförordningen, 1 kap.'],
  ['DL 3', 'Diskrimineringslagen (2008:567), 3 kap.'],
  ['CRC 12', 'FN:s barnkonvention, artikel 12'],
  ['UNGP 5', 'FN:s vägledande principer för företag och mänskliga rättigheter, princip 5'],
])('%s is read as %s', (right, name) => {
  expect(rightName(v3.vocabulary.instruments, right)).toBe(name);
});
