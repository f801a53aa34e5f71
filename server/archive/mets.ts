import { markup, ownHtml, type Markup } from '../http/markup.ts';
import type { ListedFile } from './package.ts';

/**
 * METS files by E-ARK CSIP and SIP 2.1.0 (dilcis.eu), which FGS Paketstruktur 2.0 of Riksarkivet is the same as. The
 * requirements' numbers stand beside what meets them.
 */
export interface MetsSubject {
  /** CSIP1, CSIP2: the package's own name. */
  readonly objectId: string;
  readonly label: string;
  readonly createdAt: string;
  /** SIP9: the archival creator, whose record it is. */
  readonly organisation: { readonly code: string; readonly name: string };
  /** CSIP10–16: what wrote the package. */
  readonly software: { readonly name: string; readonly version: string };
  readonly operator: string;
}

const PROFILE = 'https://earksip.dilcis.eu/profile/E-ARK-SIP.xml';

const HEAD = ownHtml('<?xml version="1.0" encoding="UTF-8"?>\n');
const NAMESPACES = ownHtml(
  'xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" xmlns:sip="https://DILCIS.eu/XML/METS/SIPExtensionMETS"',
);

const checked = ({ mime, size, sha256 }: ListedFile, createdAt: string): Markup =>
  markup`MIMETYPE="${mime}" SIZE="${size}" CREATED="${createdAt}" CHECKSUM="${sha256}" CHECKSUMTYPE="SHA-256"`;

/** CSIP76–83: a file and where it lies. */
const file = (row: ListedFile, createdAt: string): Markup =>
  markup`<file ID="${row.id}" ${checked(row, createdAt)}><FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="${row.path}"/></file>`;

const group = (id: string, use: string, rows: readonly ListedFile[], createdAt: string, more = ''): Markup =>
  markup`<fileGrp ID="${id}" USE="${use}"${ownHtml(more)}>${rows.map((row) => file(row, createdAt))}</fileGrp>`;

/** CSIP117: who made the package, with what, and whose it is. */
function header({ createdAt, organisation, software, operator }: MetsSubject): Markup {
  return markup`<metsHdr CREATEDATE="${createdAt}" RECORDSTATUS="NEW" csip:OAISPACKAGETYPE="SIP">
<agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>${software.name}</name><note csip:NOTETYPE="SOFTWARE VERSION">${software.version}</note></agent>
<agent ROLE="ARCHIVIST" TYPE="ORGANIZATION"><name>${organisation.name}</name><note csip:NOTETYPE="IDENTIFICATIONCODE">${organisation.code}</note></agent>
<agent ROLE="CREATOR" TYPE="ORGANIZATION"><name>${operator}</name></agent>
</metsHdr>`;
}

const opening = ({ objectId, label }: MetsSubject, type: string): Markup =>
  markup`<mets ${NAMESPACES} OBJID="${objectId}" LABEL="${label}" TYPE="OTHER" csip:OTHERTYPE="${type}" csip:CONTENTINFORMATIONTYPE="OTHER" csip:OTHERCONTENTINFORMATIONTYPE="Självskattning" PROFILE="${PROFILE}">`;

/** The package's own METS: its description, its documentation, and the representation, which has a METS of its own. */
export function packageMets(
  subject: MetsSubject,
  parts: {
    readonly description: ListedFile;
    readonly documentation: readonly ListedFile[];
    readonly representation: ListedFile;
  },
): string {
  const { createdAt, objectId } = subject;
  const { description, documentation, representation } = parts;
  return markup`${HEAD}${opening(subject, 'Självskattning')}
${header(subject)}
<dmdSec ID="dmd-1" CREATED="${createdAt}" STATUS="CURRENT"><mdRef LOCTYPE="URL" MDTYPE="DC" xlink:type="simple" xlink:href="${description.path}" ${checked(description, createdAt)}/></dmdSec>
<fileSec ID="fileSec-1">
${group('grp-documentation', 'Documentation', documentation, createdAt)}
${group('grp-rep1', 'Representations/rep1', [representation], createdAt, ' csip:CONTENTINFORMATIONTYPE="OTHER" csip:OTHERCONTENTINFORMATIONTYPE="Självskattning"')}
</fileSec>
<structMap ID="structMap-1" TYPE="PHYSICAL" LABEL="CSIP">
<div ID="div-1" LABEL="${objectId}">
<div ID="div-metadata" LABEL="Metadata" DMDID="dmd-1"/>
<div ID="div-documentation" LABEL="Documentation"><fptr FILEID="grp-documentation"/></div>
<div ID="div-rep1" LABEL="Representations/rep1"><mptr LOCTYPE="URL" xlink:type="simple" xlink:title="grp-rep1" xlink:href="${representation.path}"/></div>
</div>
</structMap>
</mets>
`.html;
}

/** The representation's METS: its data. */
export function representationMets(subject: MetsSubject, data: readonly ListedFile[]): string {
  const { createdAt } = subject;
  return markup`${HEAD}${opening({ ...subject, objectId: 'rep1' }, 'Självskattning')}
${header(subject)}
<fileSec ID="fileSec-1">
${group('grp-data', 'Data', data, createdAt)}
</fileSec>
<structMap ID="structMap-1" TYPE="PHYSICAL" LABEL="CSIP">
<div ID="div-1" LABEL="rep1">
<div ID="div-metadata" LABEL="Metadata"/>
<div ID="div-data" LABEL="Data"><fptr FILEID="grp-data"/></div>
</div>
</structMap>
</mets>
`.html;
}

/** Simple Dublin Core (dublincore.org/documents/dces) about the package. */
export function dublinCore(
  subject: MetsSubject,
  about: { readonly year: number; readonly description: string },
): string {
  return markup`${HEAD}<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>${subject.label}</dc:title>
<dc:creator>${subject.organisation.name}</dc:creator>
<dc:identifier>${subject.objectId}</dc:identifier>
<dc:date>${about.year}</dc:date>
<dc:description>${about.description}</dc:description>
<dc:language>sv</dc:language>
<dc:type>Text</dc:type>
</metadata>
`.html;
}
