import type { Dataset } from './dataset.ts';
import { levels, motivations } from './tables/answers.ts';
import { criteria } from './tables/criteria.ts';
import { examples } from './tables/examples.ts';
import { figures } from './tables/figures.ts';

/** Everything that is published as open data: the one list that pages, files and catalogue are made from. */
export const DATASETS: readonly Dataset[] = [criteria, figures, levels, motivations, examples];
