import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Document } from './document.ts';

const template = readFileSync(new URL('document.typ', import.meta.url), 'utf8');

/** The same letters as on the pages (SIL Open Font License), in the three weights that the template uses. */
const { resolve } = createRequire(import.meta.url);
const font = (name: string) =>
  readFileSync(resolve(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`));
const fontBlobs = ['400Regular', '400Regular_Italic', '700Bold'].map(font);

const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });

/**
 * A tagged PDF with language, title, headings, alternative texts and its font: by PDF/UA-1 (ISO 14289-1) for people, by
 * PDF/A-2a (ISO 19005-2) for the archive. One standard at a time is what the compiler takes. The compiler
 * (https://typst.app/docs/reference/pdf/) throws where the standard is not met; that each table has heads is so by
 * the template.
 */
export function toPdf(document: Document, at: Date, standard: 'ua-1' | 'a-2a' = 'ua-1'): Buffer {
  const pdf = compiler.pdf(
    { mainFileContent: template, inputs: { document: JSON.stringify(document) } },
    { pdfStandard: standard, creationTimestamp: Math.floor(at.getTime() / 1000) },
  );
  // What is kept between documents is thrown away after a few, so that memory does not grow.
  compiler.evictCache(10);
  return pdf;
}
