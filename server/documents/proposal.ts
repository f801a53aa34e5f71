import { formatDate } from '../../criteria/present/format.ts';
import { paragraphSign } from '../../criteria/paragraph.ts';
import type { Account } from './account.ts';
import type { Ahead } from './ahead.ts';
import { annex } from './annex.ts';
import { heading, list, paragraph, type Block, type Document, type Fact } from './document.ts';
import {
  actionTable,
  areaSentences,
  belowLaw,
  changeTable,
  gaps,
  indicatorTable,
  methodSentence,
  othersAhead,
  profile,
  sharingWords,
  standingSentence,
  strengths,
} from './parts.ts';
import { changeSentence, summaryOf } from './sentences.ts';

/** How many strengths and gaps the letter has. */
const MOST = 5;
/** What the officer writes in Word: the tool does not know it. */
const TO_FILL_IN = '[fyll i]';

function factsOf({ result: { decision, organisation }, day }: Account): Fact[] {
  return [
    { name: 'Organisation', value: organisation.name },
    { name: 'Nämnd', value: decision?.body ?? TO_FILL_IN },
    { name: 'Datum', value: formatDate(day) },
    { name: 'Diarienummer', value: decision?.diarienummer ?? TO_FILL_IN },
    { name: 'Handläggare, funktion', value: TO_FILL_IN },
  ];
}

function decisionBlocks({ result: { decision }, now, actions }: Account): Block[] {
  if (decision)
    return [
      heading(1, 'Beslut'),
      paragraph(
        `${decision.body} fastställde självskattningen den ${formatDate(decision.date)}, ${paragraphSign(decision.paragraph)}. Den får delas med nätverket: ${sharingWords(decision.maxSharing)}.`,
      ),
    ];
  const open = actions.some(({ state }) => state !== 'done');
  return [
    heading(1, 'Förslag till beslut'),
    paragraph('[Nämnden] beslutar att'),
    {
      kind: 'list',
      numbered: true,
      items: [
        `fastställa självskattningen av arbetet med mänskliga rättigheter för ${now.year},`,
        'den får delas med nätverket [inte alls / bara som statistik / med namn och text inom nätverket / öppet]' +
          (open ? ',' : '.'),
        ...(open ? ['ge [funktion] i uppdrag att genomföra åtgärderna nedan.'] : []),
      ],
    },
  ];
}

const section = (title: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(1, title), ...blocks];

/** A tjänsteskrivelse: what the body that decides is asked, why, and every answer as an annex. */
export function proposal(account: Account, ahead: ReadonlyMap<string, readonly Ahead[]>): Document {
  const others = othersAhead(account, ahead);
  const { organisation, now, before } = account;
  const change = changeSentence(account);
  return {
    title: `Självskattning av arbetet med mänskliga rättigheter ${now.year}`,
    author: organisation.name,
    running: `${organisation.name} · Tjänsteskrivelse`,
    warning: account.invented ? 'Påhittade uppgifter' : null,
    facts: factsOf(account),
    blocks: [
      ...decisionBlocks(account),
      ...section('Sammanfattning', [paragraph(summaryOf(account).join(' '))]),
      ...section('Resultat per område', [...profile(account), ...list(areaSentences(account))]),
      ...section(
        before ? `Förändring sedan ${before.year}` : '',
        before ? [...(change ? [paragraph(change)] : []), ...changeTable(account)] : [],
      ),
      ...section('Det som är starkt', list(strengths(account, MOST))),
      ...section('Det som saknas mest', list(gaps(account, MOST))),
      ...section('Under lagkrav', list(belowLaw(account))),
      ...section('Andra som har kommit längre', [
        ...(others.length > 0 ? [paragraph('De här visar sina svar öppet, så att ni kan läsa hur de gör.')] : []),
        ...list(others),
      ]),
      ...section('Nyckeltal', indicatorTable(account)),
      ...section('Åtgärder', actionTable(account.actions)),
      ...section('Så är bedömningen gjord', [paragraph(`${methodSentence(account)} ${standingSentence(account)}`)]),
      { kind: 'page-break' },
      ...section('Bilaga: svaren kriterium för kriterium', annex(account)),
    ],
  };
}
