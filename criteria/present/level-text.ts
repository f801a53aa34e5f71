import type { Criterion } from '../model.ts';
import type { Tag } from './tag.ts';

/** The words beside a level in Swedish, for what the server draws. */
export const LEVEL_WORDS = { allHold: 'Alla ska stämma:', legalFloor: 'Lagkrav' } as const;

/**
 * What one level asks: a sentence, or its checks under one another, and what the law says where the level is its floor.
 * Spans, so that it can stand inside a label; each check is a sentence, so that it is read aloud as one.
 */
export function levelText<T>(
  html: Tag<T>,
  { checks, legalFloor }: Pick<Criterion, 'checks' | 'legalFloor'>,
  level: number,
  words: { readonly allHold: string; readonly legalFloor: string },
): T {
  const [first = '', ...more] = checks[level] ?? [];
  const text =
    more.length === 0
      ? html`<span class="level-text">${first}</span>`
      : html`<span class="level-text"
          ><span class="all-hold">${words.allHold} </span
          >${[first, ...more].map((check) => html`<span class="level-check">${check} </span>`)}</span
        >`;
  if (legalFloor?.level !== level) return text;
  return html`${text}<span class="legal-floor"
      ><b>${words.legalFloor}</b> ${legalFloor.says}
      <span class="quiet">${legalFloor.paragraph} ${legalFloor.name}.</span></span
    >`;
}
