/** A paragraph in minutes as it is kept: without the sign, which people write or leave out: `§ 12` and `12` are `12`. */
export const bareParagraph = (written: string): string => written.replace(/^[§\s]+/, '').trim();

/** A paragraph as it is shown, with the sign once, however it was written when it was stored. */
export const paragraphSign = (paragraph: string): string => `§ ${bareParagraph(paragraph)}`;
