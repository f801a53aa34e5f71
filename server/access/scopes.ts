/** What a program that reads for an organisation may be let at: nothing that is not named here, and never a change. */
export const SCOPES = ['result', 'actions'] as const;

export type Scope = (typeof SCOPES)[number];

export const SCOPE_NAMES: Readonly<Record<Scope, string>> = {
  result: 'fastställda resultat',
  actions: 'åtgärder',
};

/** A program that has shown a token of an organisation's. It is no person, and has no session. */
export interface Program {
  readonly id: string;
  readonly organisationCode: string;
  readonly scopes: readonly Scope[];
}
