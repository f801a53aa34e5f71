import { DataFactory, Writer, type Quad } from 'n3';
import type { Deps } from '../deps.ts';
import { markup, ownHtml, type Markup } from '../http/markup.ts';
import { fileAddress, LICENSES, schemaAddress, FILE_FORMATS, FORMAT_NAMES, type FileFormat } from './dataset.ts';
import { DATASETS } from './datasets.ts';

const { literal, namedNode, quad } = DataFactory;

const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const EU = 'http://publications.europa.eu/resource/authority';

type Prefixed = `${keyof typeof PREFIXES}:${string}`;

function expand(name: Prefixed): string {
  const [prefix = '', local = ''] = name.split(':');
  return PREFIXES[prefix as keyof typeof PREFIXES] + local;
}

const MEDIA: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/**
 * The catalogue of open data by DCAT-AP-SE 3.0.1 (docs.dataportal.se/dcat/3.0.1), for the national data portal. No
 * blank nodes, as the portal asks; a distribution per format, with each year's file as a download address of it.
 */
export async function catalogueQuads(deps: Deps): Promise<Quad[]> {
  const { publicUrl, operatorName, contactEmail, demo } = deps.config;
  const at = (path: string) => `${publicUrl}${path}`;
  const quads: Quad[] = [];
  const node = (subject: string, type: Prefixed) => {
    const self = {
      link: (property: Prefixed, value: string) => {
        quads.push(quad(namedNode(subject), namedNode(expand(property)), namedNode(value)));
        return self;
      },
      text: (property: Prefixed, value: string, language?: 'sv' | 'en') => {
        quads.push(quad(namedNode(subject), namedNode(expand(property)), literal(value, language)));
        return self;
      },
    };
    return self.link('rdf:type', expand(type));
  };
  const invented = demo ? 'Påhittade uppgifter. ' : '';
  const publisher = at('/data#utgivare');
  const contact = at('/data#kontakt');

  const catalogue = node(at('/data#katalog'), 'dcat:Catalog')
    .text('dcterms:title', `${invented}MR-kollens öppna data`, 'sv')
    .text('dcterms:title', 'Open data from MR-kollen', 'en')
    .text(
      'dcterms:description',
      `${invented}Kommuners och regioners självskattningar av arbetet med mänskliga rättigheter: kriterier, sammanställningar och det som visas öppet.`,
      'sv',
    )
    .text(
      'dcterms:description',
      'Self-assessments of human rights work in Swedish municipalities and regions: criteria, figures and what is shown openly.',
      'en',
    )
    .link('dcterms:publisher', publisher)
    .link('dcterms:license', LICENSES.cc0.url)
    .link('dcterms:language', `${EU}/language/SWE`)
    .link('dcat:themeTaxonomy', `${EU}/data-theme`)
    .link('foaf:homepage', at('/data'));
  node(publisher, 'foaf:Agent').text('foaf:name', operatorName);
  // The profile asks for an e-mail address: the operator sets CONTACT_EMAIL before the catalogue is harvested.
  const reached = node(contact, 'vcard:Organization').text('vcard:fn', operatorName).link('vcard:hasURL', at('/om'));
  if (contactEmail !== null) reached.link('vcard:hasEmail', `mailto:${contactEmail}`);

  for (const dataset of DATASETS) {
    const subject = at(`/data#${dataset.id}`);
    const parts = await dataset.parts(deps);
    if (parts.length === 0) continue;
    catalogue.link('dcat:dataset', subject);
    const described = node(subject, 'dcat:Dataset')
      .text('dcterms:title', `${invented}${dataset.title}`, 'sv')
      .text('dcterms:title', dataset.titleEnglish, 'en')
      .text('dcterms:description', `${invented}${dataset.description}`, 'sv')
      .link('dcterms:publisher', publisher)
      .link('dcat:contactPoint', contact)
      .link('dcat:theme', `${EU}/data-theme/GOVE`)
      .link('dcterms:accessRights', `${EU}/access-right/PUBLIC`)
      .link('dcterms:accrualPeriodicity', `${EU}/frequency/IRREG`)
      .link('dcterms:language', `${EU}/language/SWE`)
      .link('dcterms:spatial', 'http://sws.geonames.org/2661886')
      .link('dcat:landingPage', at('/data'));
    for (const keyword of dataset.keywords) described.text('dcat:keyword', keyword, 'sv');
    for (const format of FILE_FORMATS) {
      const distribution = at(`/data#${dataset.id}-${format}`);
      described.link('dcat:distribution', distribution);
      const file = node(distribution, 'dcat:Distribution')
        .text('dcterms:title', `${dataset.title}, ${FORMAT_NAMES[format]}`, 'sv')
        .link('dcat:accessURL', at(`/data#${dataset.id}`))
        .link('dcterms:license', LICENSES[dataset.license].url)
        .text('dcterms:format', MEDIA[format])
        .link('dcterms:conformsTo', at(schemaAddress(dataset)));
      for (const part of parts) file.link('dcat:downloadURL', at(fileAddress(dataset, part, format)));
    }
    node(at(schemaAddress(dataset)), 'dcterms:Standard').text(
      'dcterms:title',
      `Beskrivning av fälten: ${dataset.title}`,
      'sv',
    );
  }
  return quads;
}

export function asTurtle(quads: readonly Quad[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const writer = new Writer({ prefixes: PREFIXES });
    writer.addQuads([...quads]);
    writer.end((error, result: string) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** JSON-LD without any context to look up: every name is written out. */
export function asJsonLd(quads: readonly Quad[]): object[] {
  const nodes = new Map<string, Record<string, unknown[]> & { '@id'?: unknown }>();
  for (const { subject, predicate, object } of quads) {
    const node = nodes.get(subject.value) ?? {};
    nodes.set(subject.value, node);
    const type = predicate.value === expand('rdf:type');
    const property = type ? '@type' : predicate.value;
    const value = type
      ? object.value
      : object.termType === 'Literal'
        ? { '@value': object.value, ...(object.language ? { '@language': object.language } : {}) }
        : { '@id': object.value };
    (node[property] ??= []).push(value);
  }
  return [...nodes].map(([id, node]) => ({ '@id': id, ...node }));
}

/** RDF/XML, which is what the national data portal's harvester is documented to read. */
export function asRdfXml(quads: readonly Quad[]): string {
  const name = (iri: string): Markup => {
    const found = Object.entries(PREFIXES).find(([, start]) => iri.startsWith(start));
    if (!found) throw new Error(`No prefix for ${iri}`);
    return ownHtml(`${found[0]}:${iri.slice(found[1].length)}`);
  };
  const subjects = [...new Set(quads.map(({ subject }) => subject.value))];
  const property = ({ predicate, object }: Quad): Markup => {
    const tag = name(predicate.value);
    if (object.termType !== 'Literal') return markup`<${tag} rdf:resource="${object.value}"/>`;
    const language = object.language ? markup` xml:lang="${object.language}"` : '';
    return markup`<${tag}${language}>${object.value}</${tag}>`;
  };
  const namespaces = Object.entries(PREFIXES).map(([prefix, iri]) => markup` xmlns:${ownHtml(prefix)}="${iri}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<rdf:RDF${namespaces}>
${subjects.map(
  (
    subject,
  ) => markup`<rdf:Description rdf:about="${subject}">${quads.filter((each) => each.subject.value === subject).map(property)}</rdf:Description>
`,
)}</rdf:RDF>
`.html
  }`;
}
