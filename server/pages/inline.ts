import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

function compact(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
    .replaceAll(/\/\*[^*]*\*\//g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

/** Sent inside the signed-in pages, so that a criterion can be answered before anything else has come. */
export const criticalCss = compact('../../client/styles/critical.css').replaceAll('\n', '');
export const earlySaveScript = compact('./early-save.js');

const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** What the content security policy lets run or apply inline: exactly these. */
export const inlineHashes = { scripts: [hash(earlySaveScript)], styles: [hash(criticalCss)] } as const;
