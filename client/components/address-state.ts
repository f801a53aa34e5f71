/** Choices on a page that a link should keep, such as year and group: read from and written to the address. */
export function fromAddress(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Replaces the address without a new page, so that reload, back and a copied link show the same. */
export function toAddress(choices: Readonly<Record<string, string>>): void {
  history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(choices).toString()}`);
}
