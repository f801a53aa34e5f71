import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { LENSES, type Lens } from '../../criteria/scoring/lens.ts';

export const LENS_LABELS: Record<Lens, () => string> = {
  area: () => msg('Område'),
  role: () => msg('Uppdrag'),
  principle: () => msg('Rättighetsprincip'),
  theme: () => msg('Tema'),
  goal: () => msg('Globalt mål'),
};

export function isLens(value: string | null): value is Lens {
  return LENSES.some((lens) => lens === value);
}

/** The ways to group the same answers, as buttons. */
export function lensFilter(chosen: Lens, choose: (lens: Lens) => void): TemplateResult {
  return html`<div class="filters no-print" role="group" aria-label=${msg('Visa efter')}>
    ${LENSES.map(
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
