import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ExampleSummary } from '../../../server/showcase/contract.ts';
import { formatDate } from '../../i18n/format.ts';

type Stage = ExampleSummary['stage'];

const NAMES: Record<Stage, () => string> = {
  invited: () => msg('Inbjudan'),
  draft: () => msg('Utkast'),
  consented: () => msg('Väntar på granskning'),
  published: () => msg('Publicerat'),
  withdrawn: () => msg('Tillbakadraget'),
  expired: () => msg('Visas inte längre'),
  declined: () => msg('Tackat nej'),
};

const COLOURS: Partial<Record<Stage, string>> = { invited: 'info', consented: 'info', published: 'success' };

export const stageName = (stage: Stage): string => NAMES[stage]();

/** Where an example is on its way, and whether the public reads it meanwhile. */
export function stageTag({ stage, visible }: Pick<ExampleSummary, 'stage' | 'visible'>): TemplateResult {
  return html`<span class="ds-tag" data-size="sm" data-color=${COLOURS[stage] ?? 'neutral'}>${stageName(stage)}</span
    >${visible && stage !== 'published' ? html` <span class="ds-tag" data-size="sm" data-color="success">${msg('En tidigare text visas')}</span>` : nothing}`;
}

/** Until when it is shown; said louder when that is soon. */
export function shownUntil({
  visible,
  expiresAt,
  expiresSoon,
}: Pick<ExampleSummary, 'visible' | 'expiresAt' | 'expiresSoon'>): TemplateResult | typeof nothing {
  if (!visible || !expiresAt) return nothing;
  return html`<span class=${expiresSoon ? 'warn' : 'quiet'}
    >${expiresSoon ? html`<strong>${msg('Slutar snart.')}</strong> ` : nothing}${msg('Visas till')}
    ${formatDate(expiresAt)}</span
  >`;
}
