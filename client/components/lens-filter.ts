import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { COMPARED_LENSES, type ComparedLens, type Lens } from '../../criteria/scoring/lens.ts';

export const LENS_LABELS: Record<Lens, () => string> = {
  area: () => msg('Område'),
  role: () => msg('Uppdrag'),
  principle: () => msg('Rättighetsprincip'),
  theme: () => msg('Tema'),
  goal: () => msg('Globalt mål'),
  right: () => msg('Rättighet'),
};

export function isComparedLens(value: string | null): value is ComparedLens {
  return COMPARED_LENSES.some((lens) => lens === value);
}

/** The ways to group the same answers, as buttons. */
export function lensFilter<L extends Lens>(lenses: readonly L[], chosen: L, choose: (lens: L) => void): TemplateResult {
  return html`<div class="filters no-print" role="group" aria-label=${msg('Visa efter')}>
    ${lenses.map(
      (lens) =>
        html`<button
          class="filter"
          aria-pressed=${lens === chosen ? 'true' : 'false'}
          @click=${() => {
            choose(lens);
          }}
        >
          ${LENS_LABELS[lens]()}
        </button>`,
    )}
  </div>`;
}
