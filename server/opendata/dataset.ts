import type { Deps } from '../deps.ts';
import { tableOf, type Column, type ColumnHead, type Table } from '../tables/table.ts';

export const LICENSES = {
  cc0: { name: 'CC0 1.0', url: 'http://creativecommons.org/publicdomain/zero/1.0/' },
  by: { name: 'CC BY 4.0', url: 'http://creativecommons.org/licenses/by/4.0/' },
} as const;

/** One published collection of data, in as many parts (years, versions) as there are. */
export interface Dataset {
  readonly id: string;
  readonly title: string;
  readonly titleEnglish: string;
  readonly description: string;
  readonly license: keyof typeof LICENSES;
  readonly keywords: readonly string[];
  /** What the parts are called in addresses; one empty name when there is only one part. */
  readonly parts: (deps: Deps) => Promise<readonly string[]>;
  readonly columns: readonly ColumnHead[];
  /** Undefined when there is no such part. */
  readonly table: (deps: Deps, part: string) => Promise<Table | undefined>;
}

/** In the demo every row says that it is invented. */
const INVENTED = {
  name: 'pahittat',
  type: 'string',
  title: 'Påhittade uppgifter',
  description: 'Finns bara i demonstrationen',
  required: true,
  value: () => 'Påhittade uppgifter',
} as const;

/** The columns as they are published by this installation. */
export function columnsOf({ config }: Pick<Deps, 'config'>, { columns }: Dataset): readonly ColumnHead[] {
  return config.demo ? [INVENTED, ...columns] : columns;
}

/** A dataset from its columns and its rows, which nobody else needs to know the kind of. */
export function dataset<Row>(
  about: Omit<Dataset, 'columns' | 'table'>,
  columns: readonly Column<Row>[],
  rows: (deps: Deps, part: string) => Promise<readonly Row[] | undefined>,
): Dataset {
  return {
    ...about,
    columns,
    table: async (deps, part) => {
      const found = await rows(deps, part);
      return found && tableOf(deps.config.demo ? [INVENTED, ...columns] : columns, found);
    },
  };
}

/** What every dataset can be fetched as. */
export const FILE_FORMATS = ['csv', 'xlsx', 'json'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
/** What each is called where a person chooses. */
export const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = { csv: 'CSV', xlsx: 'Excel', json: 'JSON' };

/** `/data/siffror-2026.csv`; `/data/skyltfonster.json`. */
export function fileAddress(dataset: Pick<Dataset, 'id'>, part: string, format: FileFormat): string {
  return `/data/${dataset.id}${part === '' ? '' : `-${part}`}.${format}`;
}

export const schemaAddress = (dataset: Pick<Dataset, 'id'>): string => `/data/${dataset.id}.schema.json`;
