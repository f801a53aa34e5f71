import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** README, "Architecture": which way the arrows point. */
const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

function importsIn(folder: string): Import[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const from = join(folder, name);
    return [
      ...readFileSync(join(root, from), 'utf8').matchAll(
        /^(?:import|export) (type )?(?:[^;'\n]|\n)*?from '(\.[^']+)'/gm,
      ),
    ].map(([, type, to = '']): Import => ({
      from,
      to: normalize(join(dirname(from), to)),
      typesOnly: type !== undefined,
    }));
  });
}

const told = (imports: readonly Import[]) => imports.map(({ from, to }) => `${from} → ${to}`);

test('the criteria know of nobody else', () => {
  const imports = importsIn('criteria');
  expect(imports.length).toBeGreaterThan(50);
  expect(told(imports.filter(({ to }) => !to.startsWith('criteria/')))).toEqual([]);
});

test('scoring knows of no comparison, and neither reads files', () => {
  const imports = importsIn('criteria/scoring').filter(({ to }) => /^criteria\/(comparison|catalogue)\//.test(to));
  expect(told(imports)).toEqual([]);
});

test('the client knows the server by its contracts, as types', () => {
  const across = importsIn('client').filter(({ to }) => to.startsWith('server/'));
  expect(across.length).toBeGreaterThan(20);
  expect(told(across.filter(({ typesOnly }) => !typesOnly))).toEqual([]);
});

test('no two folders of the server know each other both ways', () => {
  // What stands in server/ itself puts the parts together.
  const folderOf = (path: string) => /^server\/([^/]+)\//.exec(path)?.[1];
  const arrows = new Map<string, string>();
  for (const { from, to } of importsIn('server')) {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (a !== undefined && b !== undefined && a !== b) arrows.set(`${a} ${b}`, `${from} → ${to}`);
  }
  expect(arrows.size).toBeGreaterThan(50);
  const circles = [...arrows].filter(([key]) => arrows.has(key.split(' ').reverse().join(' ')));
  expect(circles.map(([, arrow]) => arrow)).toEqual([]);
});

test('a migration only adds, so that the version before goes on beside the new one', () => {
  const folder = join(root, 'migrations');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(15);
  const takesAway =
    /\b(dropColumn|renameColumn|renameTo|alterColumn|dropTable|modifyColumn)\b|drop (column|table)|rename (column|to)/i;
  const faulty = files.filter((name) => {
    const [up = ''] = readFileSync(join(folder, name), 'utf8').split(/export async function down/);
    return takesAway.test(up);
  });
  expect(faulty).toEqual([]);
});
