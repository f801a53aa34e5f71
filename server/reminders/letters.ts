import { daysBetween } from '../../criteria/day.ts';
import { formatDate } from '../../criteria/present/format.ts';
import type { Deps } from '../deps.ts';
import type { Composer } from '../mail/send.ts';
import { latestSubmission, roundOf } from '../rounds/queries.ts';
import { exampleById } from '../showcase/queries.ts';
import { today } from '../today.ts';

const inDays = (n: number) => (n === 0 ? 'i dag' : n === 1 ? 'i morgon' : `om ${n} dagar`);

/** The round while it is open and the organisation has not sent; null when there is nothing to remind of. */
async function waiting(deps: Deps, year: unknown, organisation: unknown) {
  const round = await roundOf(deps.db, Number(year));
  if (!round || today(deps) > round.closes) return null;
  return (await latestSubmission(deps.db, String(organisation), round.year)) ? null : round;
}

/** What the reminders say that come by the calendar or from SKL. */
export const reminderLetters = {
  'round-closing': async (deps, { year, organisation }, { user }) => {
    const round = await waiting(deps, year, organisation);
    if (!round || !user) return null;
    return {
      subject: `Omgången ${round.year} stänger den ${formatDate(round.closes)}`,
      paragraphs: [
        `Hej ${user.name}!`,
        `Omgången stänger ${inDays(daysBetween(today(deps), round.closes))}. Er självskattning är inte inskickad ännu.`,
        'Den behöver vara fastställd innan ni kan skicka in den. På Översikt står vad som är nästa steg.',
      ],
      link: { label: 'Till Översikt', url: `${deps.config.publicUrl}/oversikt` },
      because: 'Du får mejlet för att du är samordnare i en organisation som är med i nätverket.',
    };
  },

  nudge: async (deps, { year, organisation, text }, { user }) => {
    const round = await waiting(deps, year, organisation);
    if (!round || !user) return null;
    return {
      subject: `Påminnelse: självskattningen för ${round.year}`,
      paragraphs: [
        `Hej ${user.name}!`,
        ...(text === '' ? [] : [String(text)]),
        `Omgången är öppen till och med den ${formatDate(round.closes)}. Er självskattning är inte inskickad ännu.`,
      ],
      link: { label: 'Till Översikt', url: `${deps.config.publicUrl}/oversikt` },
      because: `Du får mejlet för att ${deps.config.operatorName} påminner dem som inte har skickat in.`,
    };
  },

  edition: ({ config }, { year }, { user }) =>
    Promise.resolve({
      subject: `Nya jämförelsetal för ${String(year)}`,
      paragraphs: [
        `Hej ${user?.name ?? ''}!`,
        `Nu finns nya jämförelsetal för ${String(year)}. Se hur ni ligger till jämfört med dem som liknar er, och vad som lyfter er mest.`,
      ],
      link: { label: 'Jämför', url: `${config.publicUrl}/jamfor` },
      because: 'Du får mejlet för att er organisation har skickat in sin självskattning.',
    }),

  'example-expiring': async (deps, { example }, { user }) => {
    const row = await exampleById(deps.db, String(example));
    if (!row || !user || row.shown === null || row.expires_at === null) return null;
    const { title } = JSON.parse(row.shown) as { readonly title: string };
    return {
      subject: `Ert exempel visas till och med den ${formatDate(row.expires_at)}`,
      paragraphs: [
        `Hej ${user.name}!`,
        `Exemplet ”${title}” försvinner från skyltfönstret den ${formatDate(row.expires_at)}. Stämmer det fortfarande? Då kan ni förlänga det med ett år.`,
      ],
      link: { label: 'Läs och förläng', url: `${deps.config.publicUrl}/exempel/${row.id}` },
      because: 'Du får mejlet för att du är samordnare.',
    };
  },
} as const satisfies Record<string, Composer>;
