import type { Criterion } from '../../criteria/model.ts';
import { heading, list, paragraph, type Block, type Document } from './document.ts';

/** A question with room to write the answer by hand or in Word. */
const asked = (title: string, help: string, lines: number): Block[] => [
  heading(1, title),
  { kind: 'paragraph', text: help, quiet: true },
  { kind: 'lines', count: lines },
];

/**
 * A sheet for a matter in which rights clash: filled in by whoever prepares it, and kept with the decision. The order is
 * that of the limitation test in RF 2 kap. 20–21 §§ and the European Convention: law, aim, need, proportion.
 */
export function weighingSheet(criterion: Criterion, version: string, author: string, invented: boolean): Document {
  return {
    title: 'Avvägning när rättigheter krockar',
    author,
    running: `MR-kollen · ${criterion.code} ${criterion.title} · Kriterier version ${version}`,
    warning: invented ? 'Påhittade uppgifter' : null,
    facts: [
      { name: 'Ärende', value: '' },
      { name: 'Diarienummer', value: '' },
      { name: 'Nämnd eller chef som beslutar', value: '' },
      { name: 'Datum', value: '' },
    ],
    blocks: [
      paragraph(
        'Fyll i bladet innan ärendet går till beslut, när en människas rättighet står mot en annans eller mot något som många behöver. Två sidor räcker. Lägg det färdiga bladet till ärendet, och för in det bland era underlag i MR-kollen.',
      ),
      { kind: 'paragraph', text: 'Skriv inga personuppgifter. Bladet kan bli allmän handling.', quiet: true },
      {
        kind: 'table',
        caption: 'Vilka rättigheter står mot varandra, och vems är de?',
        columns: [
          { title: 'Rättighet', width: 3 },
          { title: 'Vems', width: 3 },
          { title: 'Hur den påverkas', width: 4 },
          { title: 'Lag eller konvention', width: 3 },
        ],
        rows: [1, 2, 3].map(() => ['', '', '', '']),
      },
      ...asked('Vad ska uppnås?', 'Skriv syftet i en mening. Varför räcker det inte med det som redan finns?', 3),
      ...asked('Vad säger lagen?', 'Vilken paragraf ger er rätt att göra så här? Vad kräver lagen att ni prövar?', 3),
      heading(1, 'Vilka andra vägar finns?'),
      {
        kind: 'table',
        caption: 'Minst en annan väg, och vad som händer om ni inte gör något',
        columns: [
          { title: 'Väg', width: 4 },
          { title: 'Vem vinner', width: 3 },
          { title: 'Vem förlorar', width: 3 },
          { title: 'Kan syftet nås ändå?', width: 3 },
        ],
        rows: [
          ['Förslaget', '', '', ''],
          ['En mildare väg', '', '', ''],
          ['Inget görs', '', '', ''],
        ],
      },
      ...asked(
        'Vilka har hörts?',
        'Vilka grupper, när och hur? Har barn som påverkas fått säga vad de tycker? Vad sade de?',
        4,
      ),
      ...asked(
        'Väger nyttan tyngre än skadan?',
        'För vem är skadan störst? Går det att göra den mindre, till exempel med en tidsgräns, ett undantag eller stöd?',
        4,
      ),
      ...asked('Vad föreslås, och varför?', 'Skriv så att den som förlorar på beslutet förstår skälen.', 4),
      ...asked('När prövas det igen?', 'Datum, ansvarig och vad ni då ska titta på.', 2),
      paragraph('Sparas som underlag: bladet, beslutet och det som de hörda har sagt.'),
      ...list(['Beslut, datum och paragraf:', 'Ansvarig för att följa upp:']),
    ],
  };
}
