import { strFromU8, unzipSync } from 'fflate';
import { TemplateHandler, type TemplateData } from 'easy-template-x';
import type { Document } from '../documents/document.ts';
import type { TemplateFields } from './fields.ts';
import { stylesIn, wordXml } from './word-xml.ts';

const STYLES = 'word/styles.xml';

/** A template with its fields filled in. It has been checked before it was stored (check.ts). */
export async function fillTemplate(
  template: Uint8Array,
  document: Document,
  fields: TemplateFields,
): Promise<Uint8Array> {
  const parts = unzipSync(template, { filter: ({ name }) => name === STYLES });
  const styles = stylesIn(parts[STYLES] ? strFromU8(parts[STYLES]) : '');
  const content = { _type: 'rawXml', xml: wordXml(document, styles), replaceParagraph: true };
  const data = { ...fields, innehall: content } as unknown as TemplateData;
  return new Uint8Array(await new TemplateHandler().process(Buffer.from(template), data));
}
