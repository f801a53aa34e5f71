import { formatDate } from '../../criteria/present/format.ts';
import { paragraphSign } from '../../criteria/paragraph.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { Decision } from '../assessments/contract.ts';
import { dublinCore, packageMets, representationMets, type MetsSubject } from './mets.ts';
import { listed, zipped, type ArchiveFile } from './package.ts';

export interface Archived {
  readonly subject: MetsSubject;
  readonly year: number;
  readonly decision: Decision;
  /** The checksum that the decision was about; what has been masked since differs from it. */
  readonly hash: string;
  readonly masked: boolean;
  readonly pdf: Uint8Array;
  /** The frozen content, as canonical JSON (RFC 8785). */
  readonly frozen: string;
  readonly catalogue: Catalogue;
  readonly at: Date;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** For whoever opens the package without the tool: what each file is, and how to see that nothing has changed. */
function readMe({ subject, year, decision, hash, masked, catalogue }: Archived): string {
  return [
    `${subject.label}`,
    '',
    `Fastställd av ${decision.body} den ${formatDate(decision.date)}, ${paragraphSign(decision.paragraph)}, dnr ${decision.diarienummer}.`,
    '',
    'representations/rep1/data/sjalvskattning.pdf   Allt att läsa: beslutet, resultatet och alla svar (PDF/A-2a).',
    'representations/rep1/data/sjalvskattning.json  Svaren som data, i kanonisk form (RFC 8785).',
    `documentation/kriterier-${catalogue.version}.json            Kriterierna och nivåernas text, i den version som användes.`,
    'metadata/descriptive/dc.xml                    Beskrivning (Dublin Core).',
    'METS.xml och representations/rep1/METS.xml     Förteckning över filerna med storlek och kontrollsumma (SHA-256).',
    '',
    `Kontrollsumma för det som beslutet gällde: ${hash}`,
    masked
      ? 'Text i svaren har maskerats efter beslutet. Därför har sjalvskattning.json nu en annan kontrollsumma.'
      : 'Det är kontrollsumman för sjalvskattning.json.',
    '',
    'Nivåerna: 0 inte påbörjat, 1 enstaka insatser, 2 beslutat och ansvar utpekat, 3 integrerat i ordinarie styrning',
    'och verksamhet, 4 följs upp, redovisas öppet och förbättras. ”level” är nivån, ”notApplicable” att kriteriet inte',
    `gäller, ”reason” varför, ”motivation” motiveringen och ”evidence” underlagen. Självskattningen avser ${year}.`,
    '',
  ].join('\r\n');
}

/** The folder and the package of an adopted assessment: a submission information package (SIP), zipped. */
export function submissionPackage(archived: Archived): { readonly name: string; readonly zip: Buffer } {
  const { subject, year, decision, catalogue, at } = archived;
  const data: ArchiveFile[] = [
    { path: 'data/sjalvskattning.pdf', mime: 'application/pdf', bytes: archived.pdf },
    { path: 'data/sjalvskattning.json', mime: 'application/json', bytes: bytesOf(archived.frozen) },
  ];
  const documentation: ArchiveFile[] = [
    { path: 'documentation/LAS-MIG.txt', mime: 'text/plain', bytes: bytesOf(`\uFEFF${readMe(archived)}`) },
    {
      path: `documentation/kriterier-${catalogue.version}.json`,
      mime: 'application/json',
      bytes: bytesOf(JSON.stringify(catalogue, null, 1)),
    },
  ];
  const described = `Självskattning av arbetet med mänskliga rättigheter ${year}, fastställd av ${decision.body} ${decision.date}, dnr ${decision.diarienummer}.`;
  const description: ArchiveFile = {
    path: 'metadata/descriptive/dc.xml',
    mime: 'application/xml',
    bytes: bytesOf(dublinCore(subject, { year, description: described })),
  };
  const representation: ArchiveFile = {
    path: 'representations/rep1/METS.xml',
    mime: 'application/xml',
    bytes: bytesOf(representationMets(subject, listed(data))),
  };
  const [descriptionRow, representationRow] = listed([description, representation]);
  if (!descriptionRow || !representationRow) throw new Error('What is listed is there.');
  const mets = packageMets(subject, {
    description: descriptionRow,
    documentation: listed(documentation),
    representation: representationRow,
  });
  const files: ArchiveFile[] = [
    { path: 'METS.xml', mime: 'application/xml', bytes: bytesOf(mets) },
    description,
    ...documentation,
    representation,
    ...data.map((file) => ({ ...file, path: `representations/rep1/${file.path}` })),
  ];
  return { name: subject.objectId, zip: zipped(subject.objectId, files, at) };
}
