import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewView } from '../../../server/peer-reviews/contract.ts';
import '../../components/sure.ts';
import { formatDate } from '../../i18n/format.ts';

export interface ProposalWork {
  readonly respond: (accept: boolean) => unknown;
  readonly withdraw: () => unknown;
}

/** What is asked, by whom, and what a yes means. Nothing when the review is over. */
export function proposal(review: ReviewView, act: ProposalWork): TemplateResult | typeof nothing {
  const { phase, side, proposedBy, message, proposer, host, guest } = review;
  const from = (proposedBy === 'host' ? host : guest).name;
  const greeting = message
    ? html`<div class="message">
        <p class="quiet small">${proposer ? msg(str`Från ${proposer}, ${from}`) : msg(str`Från ${from}`)}</p>
        <p class="typed">${message}</p>
      </div>`
    : nothing;
  if (phase === 'ended' || phase === 'signed') return nothing;
  if (phase !== 'proposed') return greeting;
  if (proposedBy === side)
    return html`${greeting}
      <p>
        <mr-sure
          label=${msg('Ta tillbaka förslaget')}
          question=${msg('De kan då inte svara ja.')}
          yes=${msg('Ja, ta tillbaka')}
          .work=${act.withdraw}
        ></mr-sure>
      </p>`;
  return html`${greeting}
    <p class="ds-alert" data-color="info">
      ${side === 'host' ? msg(str`Säger ni ja läser samordnarna i ${guest.name} er senaste fastställda självskattning i tre veckor: nivåer, texter och underlag, hur ni än delar den i övrigt. Det de hämtar, skriver ut eller får skickat till sig kan bli allmän handling hos dem.`) : msg(str`Säger ni ja läser ni ${host.name}s senaste fastställda självskattning i tre veckor. Det ni hämtar, skriver ut eller får skickat till er kan bli allmän handling hos er, och lämnas ut om någon begär det.`)}
    </p>
    ${hindranceOf(review)}
    <p class="row-actions">
      ${
        review.hindrance === null
          ? html`<mr-sure
              prominent
              label=${msg('Säg ja')}
              question=${msg(str`Läsningen börjar i dag och pågår till och med ${formatDate(review.wouldEndOn ?? '')}.`)}
              yes=${msg('Ja, börja i dag')}
              .work=${() => act.respond(true)}
            ></mr-sure>`
          : nothing
      }
      <mr-sure
        label=${msg('Tacka nej')}
        question=${msg('Förslaget försvinner. Ni kan föreslå ett nytt senare.')}
        yes=${msg('Ja, tacka nej')}
        .work=${() => act.respond(false)}
      ></mr-sure>
    </p>`;
}

/** Why a yes would come to nothing today. */
function hindranceOf({ hindrance, side, host }: ReviewView): TemplateResult | typeof nothing {
  if (hindrance === null) return nothing;
  return html`<p class="ds-alert" data-color="warning">
    ${
      side === 'host'
        ? hindrance === 'not-adopted'
          ? msg('Ni har ingen fastställd självskattning att låta andra läsa ännu.')
          : msg('Beslutet om er senaste självskattning tillåter inte att andra medlemmar läser den.')
        : msg(str`${host.name} har ingen självskattning att låta andra läsa just nu.`)
    }
  </p>`;
}
