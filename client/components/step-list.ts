import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { AssessmentSummary, Work } from '../../server/assessments/contract.ts';

interface Step {
  readonly name: string;
  readonly href: string;
  readonly done: boolean;
  /** Where it stands, when it is neither done nor untouched. */
  readonly note?: string;
}

function stepsOf({ id, state, sharing, progress }: AssessmentSummary, work: Work | undefined): readonly Step[] {
  const at = `/sjalvskattning/${id}`;
  const colleagues = work?.colleagues ?? [];
  const left = colleagues.reduce((sum, row) => sum + row.left, 0);
  const locked = state !== 'draft';
  return [
    { name: msg('Starta'), href: at, done: true },
    {
      name: msg('Dela ut'),
      href: `${at}/utdelat`,
      done: locked || (colleagues.length > 0 && left === 0),
      note:
        colleagues.length === 0
          ? msg('frivilligt')
          : left === 1
            ? msg('1 kriterium hos kollegor')
            : msg(str`${left} kriterier hos kollegor`),
    },
    {
      name: msg('Svara'),
      href: at,
      done: locked || progress.answered >= progress.applicable,
      note: msg(str`${progress.answered} av ${progress.applicable}`),
    },
    { name: msg('Lås'), href: `${at}/beslut`, done: locked },
    { name: msg('Beslut'), href: `${at}/beslut`, done: state === 'adopted' },
    { name: msg('Skicka in'), href: `${at}/skicka`, done: sharing !== null },
  ];
}

/** The six steps of a year, where each stands, and which is next. */
export function stepList(latest: AssessmentSummary, work: Work | undefined): TemplateResult {
  const steps = stepsOf(latest, work);
  // Handing out is for those who want to: it is never what everything waits for.
  const next = steps.find(({ done }, i) => !done && i !== 1);
  return html`<ol class="steps" aria-label=${msg('Årets steg')}>
    ${steps.map((step) => {
      const { name, href, done, note } = step;
      return html`<li
        data-state=${done ? 'done' : step === next ? 'next' : 'later'}
        aria-current=${step === next ? 'step' : nothing}
      >
        <a href=${href}>${name}</a>
        <span class="quiet small">${done ? msg('klart') : (note ?? (step === next ? msg('nästa') : ''))}</span>
      </li>`;
    })}
  </ol>`;
}
