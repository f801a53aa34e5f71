import type { Lens } from '../scoring/lens.ts';

/** How a measure is named in files, answers and addresses. */
export const indexKey = (lens: Lens, group: string) => `${lens}:${group}`;
export const criterionKey = (code: string) => `criterion:${code}`;
export const indicatorKey = (code: string) => `indicator:${code}`;
export const changeKey = (lens: Lens, group: string) => `change:${lens}:${group}`;
