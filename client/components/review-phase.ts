import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { dayOf, daysBetween } from '../../criteria/day.ts';
import type { ReviewSummary } from '../../server/peer-reviews/contract.ts';
import { formatDate } from '../i18n/format.ts';

type Phase = ReviewSummary['phase'];

const NAMES: Readonly<Record<Phase, () => string>> = {
  proposed: () => msg('Förslag'),
  open: () => msg('Läsning pågår'),
  ended: () => msg('Redogörelsen återstår'),
  signed: () => msg('Klar'),
  declined: () => msg('Fick nej'),
  withdrawn: () => msg('Tillbakataget'),
  lapsed: () => msg('Gäller inte längre'),
};
const COLOURS: Readonly<Record<Phase, string>> = {
  proposed: 'info',
  open: 'info',
  ended: 'warning',
  signed: 'success',
  declined: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
};

export const phaseTag = (phase: Phase): TemplateResult =>
  html`<span class="ds-tag" data-color=${COLOURS[phase]}>${NAMES[phase]()}</span>`;

/** After the reading, for how long the account is asked for. In days; it can still be written after that. */
const ASKED_FOR = 60;

/** Something is left to do in it. */
export function isUnderWay({ phase, endsOn }: ReviewSummary): boolean {
  if (phase === 'ended') return daysBetween(endsOn ?? '', dayOf(new Date())) <= ASKED_FOR;
  return phase === 'proposed' || phase === 'open';
}

/** Who reads whom, or would. */
export function whoReads({ side, host, guest, phase }: ReviewSummary): string {
  if (phase === 'open') return side === 'host' ? msg(str`${guest.name} läser er`) : msg(str`Ni läser ${host.name}`);
  if (phase === 'ended' || phase === 'signed')
    return side === 'host' ? msg(str`${guest.name} har läst er`) : msg(str`Ni har läst ${host.name}`);
  return side === 'host' ? msg(str`Förslag: ${guest.name} läser er`) : msg(str`Förslag: ni läser ${host.name}`);
}

/** What it waits for, in a sentence. */
export function reviewStanding(review: ReviewSummary): string {
  const { side, host, guest, proposedBy, phase, endsOn } = review;
  const other = (side === 'host' ? guest : host).name;
  switch (phase) {
    case 'proposed':
      if (proposedBy === side) return msg(str`Väntar på svar från ${other}.`);
      return side === 'host'
        ? msg(str`${other} vill läsa er självskattning. Säg ja eller nej.`)
        : msg(str`${other} vill att ni läser deras självskattning. Säg ja eller nej.`);
    case 'open': {
      const left = daysBetween(dayOf(new Date()), endsOn ?? '');
      const day = formatDate(endsOn ?? '');
      if (left <= 0) return msg('Sista dagen att läsa är i dag.');
      return left === 1
        ? msg(str`Till och med ${day}: 1 dag kvar.`)
        : msg(str`Till och med ${day}: ${left} dagar kvar.`);
    }
    case 'ended':
      return review.signed.includes(side)
        ? msg(str`Läsningen är slut. Redogörelsen väntar på att ${other} skriver under.`)
        : msg('Läsningen är slut. Skriv redogörelsen och skriv under den.');
    case 'lapsed':
      return msg('Förslaget gäller inte längre. Föreslå gärna igen.');
    case 'signed':
      return msg('Båda har skrivit under redogörelsen.');
    case 'declined':
      return proposedBy === side ? msg(str`${other} tackade nej.`) : msg('Ni tackade nej.');
    case 'withdrawn':
      return proposedBy === side ? msg('Ni tog tillbaka förslaget.') : msg(str`${other} tog tillbaka förslaget.`);
  }
}

/** On Översikt: what is under way with another member. */
export function ownReviews(reviews: readonly ReviewSummary[]): TemplateResult[] {
  return reviews.filter(isUnderWay).map(
    (review) =>
      html`<section class="panel">
        <h2>${msg('Kollegial granskning')}</h2>
        <p><a href="/granskning/${review.id}">${whoReads(review)}</a>. ${reviewStanding(review)}</p>
      </section>`,
  );
}
