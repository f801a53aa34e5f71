import { existsSync, readFileSync } from 'node:fs';
import { clientFolder } from '../config.ts';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
}

export interface Assets {
  readonly script: string;
  readonly stylesheet: string;
}

/** The built client's files, with their hashed names. */
export function readAssets(folder: string = clientFolder): Assets {
  const path = `${folder}/.vite/manifest.json`;
  if (!existsSync(path)) throw new Error('Klienten är inte byggd. Kör npm run build först.');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Chunk>;
  const main = manifest['client/main.ts'];
  const style = manifest['client/styles/main.css'];
  if (!main || !style) throw new Error('Den byggda klienten är ofullständig. Kör npm run build igen.');
  return { script: `/${main.file}`, stylesheet: `/${style.file}` };
}
