import { formatIndex, formatSigned } from '../../criteria/present/format.ts';
import type { GroupScoreView, YearResult } from '../assessments/contract.ts';
import type { Account } from './account.ts';

/** What the figures say, in words: every sentence is worked out from the result and nothing else. */

const and = new Intl.ListFormat('sv');
export const joined = (words: readonly string[]): string => and.format(words);

/** Change in one decimal of what is shown, so that the sentence never differs from the table. */
export function differenceOf({ before, after }: YearResult['changes'][number]): number | null {
  return before === null || after === null ? null : (Math.round(after * 10) - Math.round(before * 10)) / 10;
}

/** `2 på nivå 4, 5 på nivå 3 och 1 på nivå 0`, the highest first. */
export function spreadOf(levels: readonly number[]): string {
  const parts = levels.flatMap((n, level) => (n > 0 ? [`${n} på nivå ${level}`] : []));
  return joined(parts.reverse());
}

function answeredSentence({ organisation, now }: Account): string {
  const { answered, applicable, notApplicable } = now.total;
  const start = `${organisation.name} har bedömt sitt arbete med mänskliga rättigheter för ${now.year} mot ${applicable} kriterier`;
  const done = answered === applicable ? 'alla är besvarade' : `${answered} av dem är besvarade`;
  const aside = notApplicable === 0 ? '' : `, ${notApplicable} gäller inte oss`;
  return `${start}: ${done}${aside}.`;
}

function profileSentence({ now }: Account): string {
  const known = now.groups.filter((group): group is GroupScoreView & { index: number } => group.index !== null);
  const [first, ...rest] = known.toSorted((a, b) => b.index - a.index);
  const last = rest.at(-1);
  if (now.track === 'starter' || !first || !last)
    return now.total.answered === 0
      ? 'Inget är besvarat ännu.'
      : `Svaren fördelar sig så: ${spreadOf(now.total.levels)}.`;
  if (first.index === last.index) return `Index är lika i alla områden: ${formatIndex(first.index)} av 100.`;
  return `Index är högst i ${first.name}, ${formatIndex(first.index)} av 100, och lägst i ${last.name}, ${formatIndex(last.index)}.`;
}

/** Which areas have risen, fallen and stood still over the same criteria; null when there is nothing to compare with. */
export function changeSentence({ now, before }: Account): string | null {
  if (!before) return null;
  const names = new Map(now.groups.map(({ key, name }) => [key, name]));
  const moved = (test: (difference: number) => boolean) =>
    now.changes.flatMap((change) => {
      const difference = differenceOf(change);
      return difference !== null && test(difference) ? [names.get(change.key) ?? change.key] : [];
    });
  const parts = [
    { word: 'ökat i', areas: moved((difference) => difference > 0) },
    { word: 'minskat i', areas: moved((difference) => difference < 0) },
    { word: 'stått still i', areas: moved((difference) => difference === 0) },
  ].flatMap(({ word, areas }) => (areas.length > 0 ? [`${word} ${joined(areas)}`] : []));
  if (parts.length === 0) return null;
  return `Sedan ${before.year} har index ${joined(parts)}, räknat på de kriterier som betyder samma sak båda åren.`;
}

function evidenceSentence({ now }: Account): string {
  const { withEvidence, atLeastTwo } = now.evidence;
  return atLeastTwo === 0
    ? 'Inget svar är på nivå 2 eller högre.'
    : `Underlag är angivet för ${withEvidence} av ${atLeastTwo} svar på nivå 2 eller högre.`;
}

/** The result in three sentences: how much is answered, where it is high and low, and what has changed. */
export function summaryOf(account: Account): readonly string[] {
  return [answeredSentence(account), profileSentence(account), changeSentence(account) ?? evidenceSentence(account)];
}

/** One area in a sentence or two. */
export function areaSentence({ now, before }: Account, group: GroupScoreView): string {
  const { key, name, index, answered, applicable, incomplete, levels } = group;
  if (applicable === 0) return `${name}: inga kriterier.`;
  const counts = `${answered} av ${applicable} kriterier besvarade`;
  const start =
    now.track === 'starter' || index === null
      ? `${name}: ${counts}`
      : `${name}: index ${formatIndex(index)}, ${counts}${incomplete ? ' (ofullständigt)' : ''}`;
  const spread = answered > 0 ? `, ${spreadOf(levels)}` : '';
  const change = now.changes.find((each) => each.key === key);
  const difference = change && differenceOf(change);
  const since =
    before && change && difference !== undefined && difference !== null
      ? ` Sedan ${before.year}: ${formatSigned(difference)} över ${change.n} jämförbara kriterier.`
      : '';
  return `${start}${spread}.${since}`;
}
