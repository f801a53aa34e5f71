import type { Catalogue } from '../../criteria/model.ts';
import { isComparable } from '../../criteria/scoring/change.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { allPagesOf, currentEdition, type CurrentEdition } from '../editions/read.ts';
import { notFound } from '../http/problem.ts';
import type { Overview, Support } from '../network/contract.ts';
import { overviewFor } from '../network/overview.ts';
import { supportFor } from '../network/support.ts';
import { allRounds, roundOf } from '../rounds/queries.ts';
import { today } from '../today.ts';
import type { PublicPages } from './figures.ts';

/** One year as SKL's reports tell it: figures only from what anyone may read, participation from the members' list. */
export interface ReportYear {
  readonly year: number;
  readonly catalogue: Catalogue;
  readonly edition: CurrentEdition;
  readonly pages: PublicPages;
  readonly participation: Overview;
  /** Whether a measure is the same in this year's criteria as in those of the year asked for. */
  readonly sameMeasure: (key: string) => boolean;
}

export interface ReportSource {
  readonly operator: string;
  readonly day: string;
  readonly invented: boolean;
  /** Oldest first; the last is the one asked for. Years without an edition are left out. */
  readonly years: readonly ReportYear[];
  readonly support: Support;
}

/**
 * An area is the same only within a version: its criteria differ. A criterion is where answers to it can be compared, an
 * indicator where both versions ask for it.
 */
function isSameMeasure(deps: Deps, then: Catalogue, now: Catalogue, key: string): boolean {
  const [kind, code = ''] = key.split(':');
  if (kind === 'criterion') return isComparable(code, mappingBetween(deps, then.version, now.version));
  if (kind === 'indicator') return [then, now].every(({ indicators }) => indicators.some((row) => row.code === code));
  return then.version === now.version;
}

async function yearOf(deps: Deps, year: number, asked: number): Promise<ReportYear | undefined> {
  const [edition, round, latest] = await Promise.all([
    currentEdition(deps.db, year),
    roundOf(deps.db, year),
    roundOf(deps.db, asked),
  ]);
  if (!edition || !round || !latest) return undefined;
  const catalogue = catalogueOf(deps, round.catalogue);
  const now = catalogueOf(deps, latest.catalogue);
  return {
    year,
    catalogue,
    sameMeasure: (key) => isSameMeasure(deps, catalogue, now, key),
    edition,
    pages: await allPagesOf(deps.db, edition, 'public'),
    participation: await overviewFor(deps, year),
  };
}

/** Throws 404 when no edition of the year has been published: before that nothing may be told. */
export async function reportSource(deps: Deps, year: number): Promise<ReportSource> {
  const before = (await allRounds(deps.db)).map((round) => round.year).filter((each) => each < year);
  const asked = await yearOf(deps, year, year);
  if (!asked) throw notFound('Utgåvan för året');
  const years: ReportYear[] = [];
  for (const each of before.sort((a, b) => a - b)) {
    const found = await yearOf(deps, each, year);
    if (found) years.push(found);
  }
  return {
    operator: deps.config.operatorName,
    day: today(deps),
    invented: deps.config.demo,
    years: [...years, asked],
    support: await supportFor(deps, year),
  };
}
