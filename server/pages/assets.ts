import { existsSync, readFileSync } from 'node:fs';
import { clientFolder } from '../config.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

export interface Assets {
  readonly script: string;
  readonly stylesheet: string;
  /** For the public pages that have more than text: the showcase, materials, data. */
  readonly publicStylesheet: string;
  /** Signing in with a passkey, where one signs in. */
  readonly signInScript: string;
  /** Everything the criterion page needs, so that it can be fetched in one go. */
  readonly criterionModules: readonly string[];
}

/** The built client's files, with their hashed names. */
export function readAssets(folder: string = clientFolder): Assets {
  const path = `${folder}/.vite/manifest.json`;
  if (!existsSync(path)) throw new Error('Klienten är inte byggd. Kör npm run build först.');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Chunk>;
  const main = manifest['client/main.ts'];
  const style = manifest['client/styles/main.css'];
  const open = manifest['client/styles/public-pages.css'];
  const withImports = (name: string): string[] => [name, ...(manifest[name]?.imports ?? []).flatMap(withImports)];
  const modules = new Set(['client/main.ts', 'client/pages/criterion.ts'].flatMap(withImports));
  const signIn = manifest['client/sign-in.ts'];
  if (!main || !style || !open || !signIn)
    throw new Error('Den byggda klienten är ofullständig. Kör npm run build igen.');
  return {
    script: `/${main.file}`,
    stylesheet: `/${style.file}`,
    publicStylesheet: `/${open.file}`,
    signInScript: `/${signIn.file}`,
    criterionModules: [...modules].map((name) => `/${manifest[name]?.file ?? ''}`),
  };
}
