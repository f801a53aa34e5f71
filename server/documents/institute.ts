import { formatDate } from '../../criteria/present/format.ts';
import { confirmedLevel } from '../../criteria/scoring/score.ts';
import { referenceKey } from '../../criteria/scoring/evidence-reference.ts';
import type { EvidenceItem } from '../assessments/contract.ts';
import { Problem } from '../http/problem.ts';
import { answeredIn, type Account } from './account.ts';
import { evidenceWords } from './annex.ts';
import { heading, list, paragraph, type Block, type Document } from './document.ts';
import { actionTable, indicatorTable, methodSentence, standingSentence } from './parts.ts';
import { changeSentence, summaryOf } from './sentences.ts';

/** From this level on something is decided and done. */
const DONE_FROM = 2;

/** By area: what the level that is reached says, in the criteria's own words, and why the organisation says so. */
function doneIn({ catalogue, asked, answers, states }: Account): Block[] {
  return catalogue.areas.flatMap(({ code: area, name }): Block[] => {
    const done = asked.flatMap(({ code, area: of, title, levels }) => {
      const level = confirmedLevel(states.get(code));
      if (of !== area || level === null || level < DONE_FROM) return [];
      const motivation = answers.get(code)?.motivation ?? '';
      return [[`${title} (${code}, nivå ${level}). ${levels[level] ?? ''}`, motivation].filter(Boolean).join(' ')];
    });
    return [
      heading(2, name),
      ...(done.length > 0 ? list(done) : [paragraph('Inget kriterium är på nivå 2 eller högre.')]),
    ];
  });
}

function leftToDo({ asked, states }: Account): string[] {
  return asked.flatMap(({ code, title }) => {
    const level = confirmedLevel(states.get(code));
    return level === null || level >= DONE_FROM ? [] : [`${title} (${code}, nivå ${level})`];
  });
}

/** Each document once, whichever answers refer to it. */
function evidenceIn(account: Account): string[] {
  const all = answeredIn(account).flatMap(
    ({ criterion: { code } }): readonly EvidenceItem[] => account.answers.get(code)?.evidence ?? [],
  );
  return [...new Map(all.map((item) => [referenceKey(item), evidenceWords(item)])).values()].sort((a, b) =>
    a.localeCompare(b, 'sv'),
  );
}

const section = (title: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(1, title), ...blocks];

/**
 * What a kommun or region may send when Institutet för mänskliga rättigheter asks what it has done (lag 2021:642 om
 * Institutet för mänskliga rättigheter, 11 §). Only from an assessment that has been adopted. Throws 409 for another.
 */
export function instituteAccount(account: Account): Document {
  const { organisation, now, result, day } = account;
  const { decision } = result;
  if (!decision)
    throw new Problem(409, 'not-adopted', 'Underlaget till institutet görs av en fastställd självskattning.');
  const change = changeSentence(account);
  const left = leftToDo(account);
  return {
    title: 'Underlag till Institutet för mänskliga rättigheter',
    author: organisation.name,
    running: `${organisation.name} · Underlag till Institutet för mänskliga rättigheter`,
    warning: account.invented ? 'Påhittade uppgifter' : null,
    facts: [
      { name: 'Organisation', value: organisation.name },
      { name: 'Avser', value: String(now.year) },
      { name: 'Diarienummer', value: decision.diarienummer },
      { name: 'Datum', value: formatDate(day) },
    ],
    blocks: [
      paragraph(
        `Kommuner och regioner ska på begäran berätta för institutet vad de har gjort för att säkerställa de mänskliga rättigheterna i sin verksamhet (11 § lagen (2021:642) om Institutet för mänskliga rättigheter). Det här underlaget är gjort av vår egen bedömning för ${now.year}. ${standingSentence(account)}`,
      ),
      ...section('Sammanfattning', [paragraph(summaryOf(account).join(' '))]),
      ...section('Det vi har gjort', doneIn(account)),
      ...section('Det som återstår', list(left)),
      ...section('Förändring', change ? [paragraph(change)] : []),
      ...section('Åtgärder', actionTable(account.actions)),
      ...section('Nyckeltal', indicatorTable(account)),
      ...section('Beslut och dokument', list(evidenceIn(account))),
      ...section('Så är bedömningen gjord', [paragraph(methodSentence(account))]),
    ],
  };
}
