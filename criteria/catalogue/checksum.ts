import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import type { Catalogues } from './load.ts';
import type { Catalogue, Criterion } from '../model.ts';
import type { Problem } from './yaml-file.ts';

const FILE = 'checksums.json';

/** What of a criterion is promised never to change. */
const PROMISED = [
  'code',
  'question',
  'levels',
  'area',
  'roles',
  'principle',
  'themes',
  'sdg',
  'appliesTo',
  'mayBeNotApplicable',
  'starter',
] as const satisfies readonly (keyof Criterion)[];

const promisedOf = (criterion: Criterion) => Object.fromEntries(PROMISED.map((name) => [name, criterion[name]]));

/**
 * SHA-256 over what a published version promises never to change: question and level texts, the fields
 * that scoring groups by, and the mapping. Titles, explanations, links and sources may be corrected.
 */
export function checksumOf(catalogue: Catalogue, catalogues: Catalogues): string {
  const promised = {
    version: catalogue.version,
    criteria: catalogue.criteria.map(promisedOf),
    indicators: catalogue.indicators.map(({ code, kind }) => ({ code, kind })),
    conditions: catalogue.conditions,
    // Versions from before there were any are promised as they were.
    ...(catalogue.terms.length > 0 ? { terms: catalogue.terms } : {}),
    ...(catalogue.deepenings.length > 0
      ? { deepenings: catalogue.deepenings.map(({ id, criteria }) => ({ id, criteria: criteria.map(promisedOf) })) }
      : {}),
    mapping: catalogues.mappings.get(catalogue.version) ?? null,
  };
  return createHash('sha256')
    .update(canonicalize(promised) ?? '')
    .digest('hex');
}

function stored(root: string): Record<string, string> {
  const path = join(root, FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
}

/** A published version whose promised content differs from its stored checksum. */
export function checksumProblems(root: string, catalogues: Catalogues): readonly Problem[] {
  const known = stored(root);
  return catalogues.versions.flatMap((catalogue) => {
    const expected = known[catalogue.version];
    if (expected === checksumOf(catalogue, catalogues)) return [];
    const reason =
      expected === undefined
        ? `Version ${catalogue.version} saknar kontrollsumma. Kör npm run criteria:check -- --publish när den är färdig.`
        : `Version ${catalogue.version} är publicerad men nivåtexter, grupper eller mappning har ändrats. Återställ ändringen eller gör en ny version.`;
    return [{ file: FILE, line: 1, reason }];
  });
}

/** Stores checksums for versions that have none yet. Never replaces one. */
export function publishChecksums(root: string, catalogues: Catalogues): readonly string[] {
  const known = stored(root);
  const added = catalogues.versions.filter(({ version }) => known[version] === undefined);
  for (const catalogue of added) known[catalogue.version] = checksumOf(catalogue, catalogues);
  writeFileSync(join(root, FILE), `${JSON.stringify(known, null, 2)}\n`);
  return added.map(({ version }) => version);
}
