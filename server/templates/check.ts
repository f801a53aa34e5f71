import { unzipSync, type UnzipFileInfo } from 'fflate';
import { TemplateHandler } from 'easy-template-x';
import { Problem } from '../http/problem.ts';
import { fillTemplate } from './fill.ts';
import { STARTING_TEMPLATE } from './start.ts';
import { FIELDS, isKnownTag, LISTS } from './tags.ts';

/** The largest template that is taken, in bytes: a letterhead with a picture or two. */
export const LARGEST_TEMPLATE = 2 * 1024 * 1024;
/** The most that it may hold when unpacked: a small file can be made to unpack to any size. */
const LARGEST_UNPACKED = 20 * 1024 * 1024;
const MOST_FILES = 200;

const MAIN = 'word/document.xml';
const refused = (title: string) => new Problem(422, 'bad-template', title, [{ field: 'file', message: title }]);

/** What may not be in a template, and why it is refused: files that run, or bring other files with them. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|vbaData/i, 'Mallen innehåller makron. Spara den som Word-dokument (.docx) utan makron.'],
  [/^word\/activeX\//i, 'Mallen innehåller ActiveX-kontroller. Ta bort dem.'],
  [/^word\/embeddings\//i, 'Mallen innehåller inbäddade filer. Ta bort dem eller klistra in dem som bild.'],
  [/^word\/afchunk/i, 'Mallen innehåller ett annat dokument. Klistra in texten i stället.'],
];

/** Looks at what is packed before any of it is unpacked. */
function checkPacked(file: UnzipFileInfo, sum: { size: number; files: number }): void {
  sum.size += file.originalSize;
  sum.files += 1;
  if (sum.size > LARGEST_UNPACKED || sum.files > MOST_FILES)
    throw refused('Mallen är för stor när den packas upp. Ta bort stora bilder.');
  const wrong = FORBIDDEN.find(([name]) => name.test(file.name));
  if (wrong) throw refused(wrong[1]);
}

function unpacked(bytes: Uint8Array): Readonly<Record<string, string>> {
  const sum = { size: 0, files: 0 };
  try {
    const parts = unzipSync(bytes, {
      filter: (file) => {
        checkPacked(file, sum);
        return /\.(xml|rels)$/.test(file.name);
      },
    });
    return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new TextDecoder().decode(part)]));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw refused('Filen går inte att läsa som Word-dokument. Spara den som .docx och försök igen.');
  }
}

/** A link that somebody clicks on may lead out; nothing that Word fetches by itself may. */
function checkRelations(parts: Readonly<Record<string, string>>): void {
  for (const [name, xml] of Object.entries(parts)) {
    if (!name.endsWith('.rels')) continue;
    for (const [relation] of xml.matchAll(/<Relationship\b[^>]*>/g))
      if (/TargetMode\s*=\s*["']External["']/i.test(relation) && !/\/hyperlink["']/.test(relation))
        throw refused(
          'Mallen hämtar något utifrån, till exempel en länkad bild eller en annan mall. Bädda in det i stället.',
        );
  }
}

/** Tags in headers and footers, which the library fills but does not list. */
const MARGIN = /^word\/(header|footer)\d*\.xml$/;
const textOf = (xml: string) => xml.replaceAll(/<[^>]+>/g, '');

/**
 * Reads a template that somebody has sent: whether it is a Word document, brings nothing with it, and asks for what there
 * is. Returns the tags it uses. Throws what is wrong, in words that say what to do.
 */
export async function checkTemplate(bytes: Uint8Array): Promise<readonly string[]> {
  if (bytes.length > LARGEST_TEMPLATE) throw refused('Mallen är för stor. Den får vara högst 2 MB.');
  const parts = unpacked(bytes);
  const main = parts[MAIN];
  if (main === undefined) throw refused('Filen är inget Word-dokument. Spara den som .docx och försök igen.');
  if (/macroEnabled/i.test(parts['[Content_Types].xml'] ?? ''))
    throw refused('Mallen kan innehålla makron. Spara den som Word-dokument (.docx).');
  if (Object.values(parts).some((xml) => xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')))
    throw refused('Filen är inte skriven av Word. Öppna den i Word och spara den på nytt.');
  checkRelations(parts);
  const margins = Object.entries(parts).filter(([name]) => MARGIN.test(name));
  const outside = margins.flatMap(([, xml]) => [...textOf(xml).matchAll(/\{([^{}]*)\}/g)].map(([, tag]) => tag ?? ''));
  const tags = [...new Set([...(await tagsIn(bytes)), ...outside.map((tag) => tag.trim())])];
  const unknown = tags.filter((tag) => !isKnownTag(tag));
  if (unknown.length > 0)
    throw refused(
      `Mallen har fält som inte finns: ${unknown.map((tag) => `{${tag}}`).join(', ')}. Rätta dem efter listan på sidan.`,
    );
  if (tags.length === 0) throw refused('Mallen har inga fält. Skriv till exempel {innehall} där texten ska stå.');
  await fillOnce(bytes);
  return tags;
}

/** Filled with nothing in particular: what cannot be filled now could not be later, in front of whoever needs the letter. */
async function fillOnce(bytes: Uint8Array): Promise<void> {
  const row = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, '-']));
  const single = row(Object.keys(FIELDS));
  const lists = Object.fromEntries(Object.entries(LISTS).map(([tag, list]) => [tag, [row(list.fields)]] as const));
  try {
    await fillTemplate(bytes, STARTING_TEMPLATE, { ...single, ...lists });
  } catch (error) {
    throw unfinished(error);
  }
}

async function tagsIn(bytes: Uint8Array): Promise<string[]> {
  try {
    const found = await new TemplateHandler().parseTags(Buffer.from(bytes));
    return found.map(({ name }) => name);
  } catch (error) {
    throw unfinished(error);
  }
}

/** The library's reasons are in English and for programmers; these are the two that a person can mend. */
function unfinished(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : '';
  return refused(
    /tag|delimiter/i.test(reason)
      ? 'Ett fält är inte avslutat. Varje { ska ha en }, och varje {#fält} ett {/fält}.'
      : 'Filen går inte att läsa som Word-dokument. Spara den som .docx och försök igen.',
  );
}
