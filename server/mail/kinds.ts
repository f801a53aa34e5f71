import { ROLES, type Role } from '../access/permissions.ts';

interface MailKindAbout {
  /** As it is called on Mitt konto. */
  readonly name: string;
  /** Who can be sent it. */
  readonly to: readonly Role[];
  /** Whether a person can turn it down: what keeps an account safe is always told. */
  readonly optional: boolean;
  /** Whether it is about an organisation's own work: then whoever runs the service sees that a mail has stuck, not of what kind. */
  readonly inside?: boolean;
  /** Whether what happens while it waits is told in the same mail. */
  readonly gathers?: boolean;
}

/** Everything that the service sends mail of: the one list. What each says is in server/letters. */
const KINDS = {
  invitation: { name: 'Inbjudan', to: ROLES, optional: false },
  reset: { name: 'Nytt lösenord', to: ROLES, optional: false },
  'reset-requested': { name: 'Någon begär nytt lösenord för ditt konto', to: ROLES, optional: false },
  'password-changed': { name: 'Ditt lösenord har bytts', to: ROLES, optional: false },
  newcomer: { name: 'Någon har loggat in och väntar på en roll', to: ['coordinator'], optional: true, inside: true },
  'sign-in-changed': { name: 'Ditt sätt att logga in har ändrats', to: ROLES, optional: false },
  'handed-out': {
    name: 'Kriterier delas ut till dig',
    to: ['contributor', 'coordinator'],
    optional: true,
    inside: true,
  },
  'taken-back': {
    name: 'Ett utdelat kriterium tas tillbaka',
    to: ['contributor', 'coordinator'],
    optional: true,
    inside: true,
  },
  'handed-back': {
    name: 'En kollega lämnar tillbaka ett kriterium',
    to: ['coordinator'],
    optional: true,
    inside: true,
  },
  returned: {
    name: 'Samordnaren undrar något om ditt svar',
    to: ['contributor', 'coordinator'],
    optional: true,
    inside: true,
  },
  'all-done': {
    name: 'En kollega är klar med sina kriterier',
    to: ['coordinator'],
    optional: true,
    inside: true,
    gathers: true,
  },
  'assessor-named': {
    name: 'Du blir bedömare i en gemensam bedömning',
    to: ['contributor', 'coordinator', 'decision_maker'],
    optional: true,
    inside: true,
  },
  'peer-review': {
    name: 'Något händer i en kollegial granskning',
    to: ['coordinator'],
    optional: true,
    inside: true,
  },
  comment: {
    name: 'Någon kommenterar ett kriterium',
    to: ['contributor', 'coordinator'],
    optional: true,
    inside: true,
    gathers: true,
  },
  'due-soon': {
    name: 'Påminnelse innan du ska ha svarat',
    to: ['contributor', 'coordinator'],
    optional: true,
    inside: true,
  },
  adopted: { name: 'Tack, när självskattningen är fastställd', to: ['contributor'], optional: true, inside: true },
  'round-closing': { name: 'Påminnelse innan omgången stänger', to: ['coordinator'], optional: true },
  nudge: { name: 'Påminnelse från nätverket', to: ['coordinator'], optional: true },
  edition: { name: 'Nya jämförelsetal', to: ['coordinator', 'decision_maker'], optional: true },
  'example-expiring': { name: 'Ett exempel i skyltfönstret går ut', to: ['coordinator'], optional: true },
} as const satisfies Record<string, MailKindAbout>;

export type MailKind = keyof typeof KINDS;

export const MAIL_KINDS: Readonly<Record<MailKind, MailKindAbout>> = KINDS;

/** The kinds that someone with this role can turn down, in the order of the list. */
export function optionalFor(role: Role): readonly MailKind[] {
  return (Object.keys(MAIL_KINDS) as MailKind[]).filter(
    (kind) => MAIL_KINDS[kind].optional && MAIL_KINDS[kind].to.includes(role),
  );
}
