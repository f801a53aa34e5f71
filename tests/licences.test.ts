import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Licences under which the service can be run and passed on by anyone, a public body not least. */
const MAY = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
  // Used as they are, as files of their own: nothing of ours has to be under the same.
  'LGPL-3.0-or-later',
  'MPL-2.0',
]);

interface Package {
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly version?: string;
}

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Package>;
};
const used = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);

/** `(MIT OR GPL-3.0-or-later)`: one of them is enough. `MIT AND Zlib`: each of them. */
const may = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => MAY.has(licence)));

test('everything that the service runs with may be run and passed on', () => {
  expect(used.length).toBeGreaterThan(100);
  expect(
    used.filter(([, { license }]) => !may(license ?? '')).map(([path, { license }]) => `${path}: ${license ?? 'none'}`),
  ).toEqual([]);
});

test('every package is locked to a version and a checksum, and to no host', () => {
  const loose = Object.entries(packages).filter(
    ([path, { version, integrity, resolved }]) => path !== '' && (!version || !integrity || resolved !== undefined),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('is stated exactly: nothing is updated by itself', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const stated = { ...dependencies, ...devDependencies, ...optionalDependencies };
  expect(Object.entries(stated).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
