import { unzipSync, type UnzipFileInfo } from 'fflate';
import readExcel from 'read-excel-file/node';
import { Problem } from '../http/problem.ts';

/** The largest file that is taken, in bytes; an exported one is a few hundred kB. */
export const LARGEST_WORKBOOK = 5 * 1024 * 1024;
/** The most that it may hold when unpacked: a small file can be made to unpack to any size. */
const LARGEST_UNPACKED = 40 * 1024 * 1024;
const MOST_FILES = 500;

type Cell = string | number | boolean | Date | null;

export interface SheetRows {
  readonly name: string;
  /** The first row holds the heads. */
  readonly rows: readonly (readonly Cell[])[];
  /** The first row with a formula, counted as Excel does; null when there is none. */
  readonly formula: number | null;
}

const refused = (title: string) => new Problem(422, 'unreadable-workbook', title, [{ field: 'file', message: title }]);

/** Looks at what is packed before any of it is unpacked. Throws what is wrong, in words that say what to do. */
function checkPacked(file: UnzipFileInfo, sum: { size: number; files: number }): void {
  sum.size += file.originalSize;
  sum.files += 1;
  if (sum.size > LARGEST_UNPACKED || sum.files > MOST_FILES)
    throw refused('Filen är mycket större än en exporterad fil. Utgå från en ny export.');
  if (/vbaProject\.bin$/i.test(file.name))
    throw refused('Filen innehåller makron och läses inte. Spara den som Excel-arbetsbok (.xlsx) utan makron.');
  if (/externalLinks?\//i.test(file.name))
    throw refused('Filen hämtar uppgifter ur andra filer och läses inte. Klistra in värdena i stället för länkarna.');
}

/** Row numbers of formulas in the sheets, in the workbook's order of sheet files. */
function formulasIn(parts: Readonly<Record<string, Uint8Array>>): (number | null)[] {
  return Object.keys(parts)
    .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))
    .map((name) => {
      const xml = new TextDecoder().decode(parts[name]);
      const found = /<c [^>]*?r="[A-Z]+(\d+)"[^>]*>\s*<f[ >/]/.exec(xml);
      return found ? Number(found[1]) : null;
    });
}

/** The sheets of an Excel file that somebody has sent. Throws a problem when it is not one, or is not to be opened. */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetRows[]> {
  const sum = { size: 0, files: 0 };
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: (file) => {
        checkPacked(file, sum);
        return /^xl\/worksheets\/sheet\d+\.xml$/.test(file.name);
      },
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw refused('Filen går inte att läsa som Excel. Spara den som Excel-arbetsbok (.xlsx) och försök igen.');
  }
  const formulas = formulasIn(parts);
  try {
    const sheets = await readExcel(Buffer.from(bytes));
    return sheets.map(({ sheet, data }, i) => ({ name: sheet, rows: data as Cell[][], formula: formulas[i] ?? null }));
  } catch {
    throw refused('Filen går inte att läsa som Excel. Spara den som Excel-arbetsbok (.xlsx) och försök igen.');
  }
}
