import type { Criterion } from '../../criteria/model.ts';
import type { AnswerView, EvidenceItem } from '../assessments/contract.ts';
import { formatDate } from '../../criteria/present/format.ts';
import { answeredIn, type Account } from './account.ts';
import { heading, paragraph, type Block, type Fact } from './document.ts';

export const evidenceWords = ({ title, diarienummer, date, link }: EvidenceItem): string =>
  [title, diarienummer && `dnr ${diarienummer}`, date && formatDate(date), link].filter(Boolean).join(', ');

function factsOf(criterion: Criterion, names: readonly string[], answer: AnswerView): Fact[] {
  const { level, motivation, evidence, toConfirm } = answer;
  return [
    ...(level === null
      ? []
      : [
          {
            name: `Nivå ${level}, ${(names[level] ?? '').toLocaleLowerCase('sv')}${toConfirm ? ' (från förra året, att bekräfta)' : ''}`,
            value: criterion.levels[level] ?? '',
          },
        ]),
    { name: 'Motivering', value: motivation === '' ? '-' : motivation },
    { name: 'Underlag', value: evidence.length === 0 ? '-' : evidence.map(evidenceWords).join('; ') },
  ];
}

function criterionBlocks(criterion: Criterion, names: readonly string[], answer: AnswerView | undefined): Block[] {
  const head = heading(3, `${criterion.code} ${criterion.title}`);
  if (answer?.notApplicable) return [head, paragraph(`Ej aktuellt. ${answer.reason}`.trim())];
  if (!answer || (answer.level === null && answer.motivation === '' && answer.evidence.length === 0))
    return [head, paragraph('Inte besvarat.')];
  return [head, { kind: 'facts', facts: factsOf(criterion, names, answer) }];
}

/** Every criterion that is asked, with its level, motivation and evidence, area by area, and each deepening after them. */
export function annex(account: Account): Block[] {
  const { catalogue, answers } = account;
  return [...Map.groupBy(answeredIn(account), ({ area }) => area)].flatMap(([name, rows]) => [
    heading(2, name),
    ...rows.flatMap(({ criterion }) =>
      criterionBlocks(criterion, catalogue.vocabulary.levelNames, answers.get(criterion.code)),
    ),
  ]);
}
