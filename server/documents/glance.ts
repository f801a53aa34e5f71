import { formatDate } from '../../criteria/present/format.ts';
import { gapsOf, strengthsOf, type Mark } from '../../criteria/scoring/strengths.ts';
import type { Account } from './account.ts';
import { heading, list, paragraph, type Block, type Document } from './document.ts';
import { profile, sharingWords, standingSentence } from './parts.ts';
import { areaSentence, changeSentence, spreadOf } from './sentences.ts';

/** As many strengths, gaps and actions as one takes in at a glance. */
const MOST = 3;

const short = ({ asked }: Account, marks: readonly Mark[]): string[] => {
  const titles = new Map(asked.map(({ code, title }) => [code, title]));
  return marks.slice(0, MOST).map(({ code, level }) => `${titles.get(code) ?? code} (${code}, nivå ${level})`);
};

function askedToDecide({ now, result: { decision } }: Account): string {
  if (decision)
    return `Självskattningen är beslutad. Den får delas med nätverket: ${sharingWords(decision.maxSharing)}.`;
  return now.state === 'ready'
    ? 'Fastställa självskattningen, och hur mycket av den som får delas med nätverket.'
    : 'Ingenting ännu. Samordnaren låser självskattningen när den är klar för beslut.';
}

function actionLines({ actions }: Account): string[] {
  return actions
    .filter(({ state }) => state !== 'done')
    .slice(0, MOST)
    .map(({ title, due }) => (due === null ? title : `${title}, senast ${formatDate(due)}`));
}

const orElse = (lines: readonly string[], otherwise: string): Block[] =>
  lines.length > 0 ? list(lines) : [paragraph(otherwise)];

/** "Läget på en sida": for whoever decides and has one minute. */
export function glance(account: Account): Document {
  const { organisation, now } = account;
  const { answered, applicable, levels } = now.total;
  return {
    title: `Läget på en sida: mänskliga rättigheter ${now.year}`,
    author: organisation.name,
    running: `${organisation.name} · Egen bedömning`,
    warning: account.invented ? 'Påhittade uppgifter' : null,
    facts: [],
    blocks: [
      paragraph(
        `${organisation.name}. ${standingSentence(account)} ${answered} av ${applicable} kriterier är besvarade${answered > 0 ? `: ${spreadOf(levels)}` : ''}.`,
      ),
      heading(1, 'Områdena'),
      ...(now.track === 'starter' ? list(now.groups.map((group) => areaSentence(account, group))) : profile(account)),
      paragraph(changeSentence(account) ?? 'Det finns inget tidigare år att jämföra med.'),
      heading(1, 'Styrkor'),
      ...orElse(
        short(account, strengthsOf(account.asked, account.states)),
        'Inget kriterium är på nivå 3 eller 4 ännu.',
      ),
      heading(1, 'Luckor'),
      ...orElse(
        short(account, gapsOf(account.asked, account.states)),
        'Inget besvarat kriterium är på nivå 0 eller 1.',
      ),
      heading(1, 'Åtgärder på gång'),
      ...orElse(actionLines(account), 'Inga åtgärder är inlagda.'),
      heading(1, 'Det ni ska ta ställning till'),
      paragraph(askedToDecide(account)),
    ],
  };
}
