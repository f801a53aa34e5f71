import { formatDate } from '../../criteria/present/format.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { Composer, Letters } from '../mail/send.ts';
import type { ReviewSummary } from './contract.ts';
import type { Step } from './tell.ts';
import { reviewSummaryFor } from './view.ts';

interface Told {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

const otherIn = ({ side, host, guest }: ReviewSummary): string => (side === 'host' ? guest : host).name;

/** What is said to the other side's coordinators; null when it is no longer so. */
const SAID: Readonly<Record<Step | 'peer-review-ending', (review: ReviewSummary, by: string) => Told | null>> = {
  'peer-review-proposed': (review, by) =>
    review.phase === 'proposed'
      ? {
          subject: `${otherIn(review)} föreslår en kollegial granskning`,
          paragraphs: [
            review.side === 'host'
              ? `${by} i ${otherIn(review)} vill vara gäst hos er: läsa er fastställda självskattning i tre veckor, ställa frågor och ge förslag.`
              : `${by} i ${otherIn(review)} vill ha er som gäst: att ni läser deras fastställda självskattning i tre veckor, ställer frågor och ger förslag.`,
            'Inga nivåer ändras. Säg ja eller nej i MR-kollen.',
          ],
        }
      : null,
  'peer-review-declined': (review, by) => ({
    subject: `${otherIn(review)} tackar nej till kollegial granskning`,
    paragraphs: [`${by} i ${otherIn(review)} har tackat nej den här gången.`],
  }),
  'peer-review-withdrawn': (review, by) => ({
    subject: `${otherIn(review)} har tagit tillbaka sitt förslag`,
    paragraphs: [`${by} i ${otherIn(review)} har tagit tillbaka förslaget om en kollegial granskning.`],
  }),
  'peer-review-opened': (review, by) =>
    review.phase === 'open'
      ? {
          subject: `${otherIn(review)} säger ja till kollegial granskning`,
          paragraphs: [
            `${by} i ${otherIn(review)} har sagt ja. ${review.side === 'host' ? 'De' : 'Ni'} läser till och med den ${formatDate(review.endsOn ?? '')}.`,
          ],
        }
      : null,
  'peer-review-ended': (review, by) => ({
    subject: `Läsningen i er kollegiala granskning är avslutad`,
    paragraphs: [
      `${by} i ${otherIn(review)} har avslutat läsningen. Nu återstår redogörelsen, som ni skriver och undertecknar tillsammans.`,
    ],
  }),
  'peer-review-unsigned': (review, by) =>
    review.signed.length === 0
      ? {
          subject: 'Redogörelsen har ändrats och behöver skrivas under igen',
          paragraphs: [
            `${by} har ändrat redogörelsen i den kollegiala granskningen med ${otherIn(review)}. Ingen har skrivit under det som står nu.`,
          ],
        }
      : null,
  'peer-review-ending': (review) =>
    review.phase === 'open'
      ? {
          subject: 'Läsningen i er kollegiala granskning tar snart slut',
          paragraphs: [
            `${review.side === 'guest' ? 'Ni läser' : `${review.guest.name} läser`} till och med den ${formatDate(review.endsOn ?? '')}. Skriv er del av redogörelsen, och skriv under när båda är klara.`,
          ],
        }
      : null,
  'peer-review-signed': (review, by) => ({
    subject: `${otherIn(review)} har skrivit under redogörelsen`,
    paragraphs: [
      `${by} i ${otherIn(review)} har skrivit under.${review.phase === 'signed' ? ' Nu har båda gjort det, och granskningen är klar.' : ' Läs den, och skriv under ni också.'}`,
    ],
  }),
};

const found = async (deps: Deps, code: string, reviewId: string): Promise<ReviewSummary | null> => {
  try {
    return await reviewSummaryFor(deps, { code, reviewId });
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};

const peerReview: Composer = async (deps, { id, step, by, code }, { user }) => {
  const review = user && user.organisation_code === code ? await found(deps, String(code), String(id)) : null;
  const said = review && SAID[step as keyof typeof SAID](review, String(by));
  if (!user || !said) return null;
  return {
    subject: said.subject,
    paragraphs: [`Hej ${user.name}!`, ...said.paragraphs],
    link: { label: 'Till granskningen', url: `${deps.config.publicUrl}/granskning/${String(id)}` },
    because: 'Du får mejlet för att du är samordnare.',
  };
};

/** What the mails about reviews between members say: that something has happened, never what was noted. */
export const peerReviewLetters = { 'peer-review': peerReview } satisfies Partial<Letters>;
