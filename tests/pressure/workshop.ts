import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder on this machine's own disk for one trial. */
export function workshop(name: string): string {
  const root = fileURLToPath(new URL('../../.tmp', import.meta.url));
  mkdirSync(root, { recursive: true });
  return mkdtempSync(join(root, `${name}-`));
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Prints what was seen, and ends with an error when something that must hold did not. */
export function conclude(lines: readonly (readonly [what: string, seen: string, met?: boolean])[]): void {
  for (const [what, seen, met] of lines) {
    console.log(`${what.padEnd(66)} ${seen.padStart(16)}${met === undefined ? '' : met ? '   met' : '   NOT MET'}`);
    if (met === false) process.exitCode = 1;
  }
}
