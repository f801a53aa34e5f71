import type { Role } from '../database/schema.ts';

export type { Role };

/**
 * Who may do what: the one place. Every route names a permission from this table (or 'public'),
 * and everything that is not listed is denied. README, "Behörighet", tells it to the reader.
 */
export const ROLES = [
  'contributor',
  'coordinator',
  'decision_maker',
  'network_admin',
  'county_viewer',
  'material_provider',
  'unassigned',
] as const satisfies readonly Role[];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  contributor: 'Medarbetare',
  coordinator: 'Samordnare',
  decision_maker: 'Beslutsfattare',
  network_admin: 'Nätverkssamordnare',
  county_viewer: 'Länsstyrelsen',
  material_provider: 'Materialgivare',
  /** Has come in by the organisation's own sign-in, or without the passkey that the role demands: may nothing yet. */
  unassigned: 'Utan roll',
};

/** The roles that belong to a kommun or region. */
export const ORGANISATION_ROLES = ['contributor', 'coordinator', 'decision_maker'] as const satisfies readonly Role[];

export const PERMISSIONS = {
  /** One's own account: password, sessions, signing out. */
  'account.own': ROLES,

  /** A contributor reads handed-out criteria only; the answer is filtered in assessments/view.ts. */
  'assessment.read': ['contributor', 'coordinator', 'decision_maker'],
  'assessment.start': ['coordinator'],
  'assessment.answer': ['contributor', 'coordinator'],
  'assessment.hand-out': ['coordinator'],
  /** Answers from a workbook, over any criterion. */
  'assessment.import': ['coordinator'],
  /** What answers have said before, and putting it back. */
  'assessment.versions': ['coordinator'],
  'assessment.comment': ['contributor', 'coordinator', 'decision_maker'],
  'assessment.result': ['coordinator', 'decision_maker'],
  /** Freeze for decision, and take back to draft. */
  'assessment.ready': ['coordinator'],
  /** Register the decision of the body that adopted the assessment. */
  'assessment.adopt': ['coordinator', 'decision_maker'],
  /** Send to the network, and choose how it is shared. */
  'assessment.submit': ['coordinator'],
  'assessment.correct': ['coordinator'],
  'assessment.mask': ['coordinator'],

  /** Opens criteria to several assessors, and leads the meeting (panels/). */
  'panel.lead': ['coordinator'],
  /** Whoever has been named an assessor takes her seat; whether she has is decided in panels/seats.ts. */
  'panel.rate': ['contributor', 'coordinator', 'decision_maker'],

  /** What associations have said, and the organisation's reply (surveys/). */
  'survey.read': ['coordinator', 'decision_maker'],
  'survey.lead': ['coordinator'],

  /** Reviews with another member; which, and on which side, is decided in peer-reviews/queries.ts. */
  'peer.review': ['coordinator'],

  'action.read': ['coordinator', 'decision_maker'],
  'action.write': ['coordinator'],

  /** The register of evidence. */
  'document.read': ['coordinator', 'decision_maker'],
  'document.write': ['coordinator'],

  /** The organisation's own Word template. */
  'template.write': ['coordinator'],

  'organisation.read': ['contributor', 'coordinator', 'decision_maker'],
  'organisation.users': ['coordinator'],
  'organisation.events': ['coordinator', 'decision_maker'],

  /** SKL invites an organisation's first coordinator, and may ask for a reset (with notice). */
  'network.organisations': ['network_admin'],
  /** An association whose link somebody else has used. */
  'network.associations': ['network_admin'],
  'network.feedback': ['network_admin'],
  /** The log outside organisations, and what guards the service. */
  'network.events': ['network_admin'],
  /** Accounts outside the organisations: SKL's own, länsstyrelser and those who offer materials. */
  'network.accounts': ['network_admin'],
  /** Rounds, members, editions. */
  'network.rounds': ['network_admin'],
  /** SKL's own figures, over all that have submitted. */
  'network.figures': ['network_admin'],
  /** The members' publication; also the membership is asked for, in editions/read.ts. */
  'network.compare': ['coordinator', 'decision_maker', 'network_admin'],
  'network.learn': ['coordinator', 'decision_maker'],
  /** Other organisations' assessments; what is seen is decided in access/sight.ts. */
  'network.named': ['coordinator', 'decision_maker', 'network_admin', 'county_viewer'],
  /** Who stands out, inviting them, and what is shown in the showcase. */
  'network.showcase': ['network_admin'],
  /** The organisation's own examples for the showcase. */
  'example.read': ['coordinator', 'decision_maker'],
  'example.write': ['coordinator'],
  /** Learning materials of one's own organisation, länsstyrelse or account; whose is decided in materials/change.ts. */
  'material.offer': ['coordinator', 'county_viewer', 'material_provider'],
  'network.materials': ['network_admin'],
  /** A county's figures; which county is decided in counties/report.ts. */
  'county.read': ['county_viewer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role has a permission. Which organisation or criterion it covers is decided in access/enforce.ts. */
export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
