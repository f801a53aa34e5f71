import type { ComparedLens } from '../scoring/lens.ts';

/** How a measure is named in files, answers and addresses. */
export const indexKey = (lens: ComparedLens, group: string) => `${lens}:${group}`;
export const criterionKey = (code: string) => `criterion:${code}`;
export const indicatorKey = (code: string) => `indicator:${code}`;
export const changeKey = (lens: ComparedLens, group: string) => `change:${lens}:${group}`;
