const swedish = new Intl.Collator('sv', { numeric: true });

/** The one order of names and titles: å, ä and ö last, capitals as small letters. The two databases have each their own. */
export function bySwedish(a: string, b: string): number {
  return swedish.compare(a, b);
}

export const byName = (a: { readonly name: string }, b: { readonly name: string }): number => bySwedish(a.name, b.name);
