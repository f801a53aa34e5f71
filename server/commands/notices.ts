import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * `npm run notices`: every package that the service runs with, its licence and the licence's own text, as the licences ask
 * of whoever passes the service on. Reads what is installed; what a machine of another kind would have is left out.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

function textsOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8').trim());
  } catch {
    return [];
  }
}

for (const [path, { version = '', license = 'okänd', dev }] of Object.entries(packages)) {
  const folder = join(root, path);
  if (path === '' || dev === true) continue;
  const texts = textsOf(folder);
  if (texts.length === 0 && !readable(folder)) continue;
  console.log(`${'='.repeat(80)}\n${path.replace(/^.*node_modules\//, '')} ${version} (${license})\n`);
  console.log(texts.length > 0 ? `${texts.join('\n\n')}\n` : 'Paketet har ingen licenstext med sig.\n');
}

function readable(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}
