import type { Catalogue, Criterion } from '../../criteria/model.ts';
import { deepeningName } from './account.ts';
import { heading, list, paragraph, type Block, type Document } from './document.ts';

/** How many lines there are to write on after each criterion. */
const LINES = 4;

function criterionBlocks({
  code,
  title,
  question,
  why,
  levels,
  evidenceExamples,
  mayBeNotApplicable,
}: Criterion): Block[] {
  return [
    heading(2, `${code} ${title}`),
    paragraph(question),
    { kind: 'paragraph', text: why, quiet: true },
    {
      kind: 'table',
      caption: 'Ringa in den högsta nivå där allt stämmer, även det som står på nivåerna under.',
      columns: [
        { title: 'Nivå', width: 1 },
        { title: 'Det här stämmer', width: 9 },
      ],
      rows: levels.map((text, level) => [String(level), text]),
    },
    ...(mayBeNotApplicable ? [paragraph('Gäller kriteriet inte er? Skriv ”ej aktuellt” och varför.')] : []),
    paragraph(`Underlag kan vara: ${evidenceExamples.join('; ')}.`),
    paragraph('Vår motivering och våra underlag:'),
    { kind: 'lines', count: LINES },
  ];
}

/** What a booklet holds: all that is asked, one area, or what somebody has been handed. */
export interface BookletPart {
  readonly name: string;
  readonly holds: (criterion: Criterion) => boolean;
}

/** The questions with their levels, for a meeting without screens. Area by area, in the catalogue's order. */
export function booklet(catalogue: Catalogue, part: BookletPart, author: string, invented: boolean): Document {
  const { version, areas, criteria, deepenings, vocabulary, terms } = catalogue;
  const parts = [
    ...areas.map(({ code, name }) => ({ name, criteria: criteria.filter(({ area }) => area === code) })),
    ...deepenings.map((each) => ({ name: deepeningName(each), criteria: each.criteria })),
  ];
  return {
    title: `Kriterier för mänskliga rättigheter: ${part.name}`,
    author,
    running: `MR-kollen · Kriterier version ${version}`,
    warning: invented ? 'Påhittade uppgifter' : null,
    facts: [{ name: 'Kriterier', value: `version ${version}` }],
    blocks: [
      paragraph(
        'Läs frågan och nivåerna tillsammans. Välj den högsta nivå där allt stämmer hos er i dag, även det som står på nivåerna under. Skriv kort varför, och vilket beslut eller dokument som visar det.',
      ),
      ...list(vocabulary.levelNames.map((name, level) => `Nivå ${level}: ${name}`)),
      ...(terms.length === 0
        ? []
        : [paragraph('Så läser ni orden:'), ...list(terms.map(({ word, means }) => `${word}: ${means}`))]),
      { kind: 'paragraph', text: 'Texten är MR-kollens egen och ingens officiella ordalydelse.', quiet: true },
      ...parts.flatMap(({ name, criteria: all }) => {
        const inside = all.filter((criterion) => part.holds(criterion));
        return inside.length === 0 ? [] : [heading(1, name), ...inside.flatMap(criterionBlocks)];
      }),
    ],
  };
}
