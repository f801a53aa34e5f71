import { msg, str } from '@lit/localize';
import type { PanelCriterion } from '../../server/panels/contract.ts';
import { formatList } from '../i18n/format.ts';

/** Names that are read out; more than these are counted. */
const NAMED = 4;

/** How far the assessors have come with a criterion that is open. */
export function panelProgress({ rated, waiting }: PanelCriterion, of: number): string {
  const so = msg(str`${rated} av ${of} har valt nivå.`);
  if (of === 0) return msg('Ingen bedömare ännu.');
  if (waiting.length === 0) return `${so} ${msg('Alla är klara.')}`;
  const names =
    waiting.length <= NAMED
      ? formatList(waiting)
      : msg(str`${waiting.slice(0, NAMED - 1).join(', ')} och ${waiting.length - NAMED + 1} till`);
  return `${so} ${msg(str`Inte klara: ${names}.`)}`;
}
