import type { Role } from '../accounts/permissions.ts';

export interface NavigationLink {
  readonly href: string;
  readonly label: string;
}

export const PUBLIC_LINKS: readonly NavigationLink[] = [
  { href: '/kriterierna', label: 'Kriterierna' },
  { href: '/sa-raknar-vi', label: 'Så räknar vi' },
  { href: '/om', label: 'Om tjänsten' },
];

const ASSESSMENT = { href: '/sjalvskattning', label: 'Självskattning' };
const RESULT = { href: '/resultat', label: 'Resultat' };
const EVIDENCE = { href: '/underlag', label: 'Underlag' };

/** What each role meets in the menu when signed in. */
export const ROLE_LINKS: Readonly<Record<Role, readonly NavigationLink[]>> = {
  contributor: [{ href: '/oversikt', label: 'Översikt' }, ASSESSMENT],
  coordinator: [
    { href: '/oversikt', label: 'Översikt' },
    ASSESSMENT,
    RESULT,
    EVIDENCE,
    { href: '/delta', label: 'Dela ut och bjud in' },
  ],
  decision_maker: [{ href: '/oversikt', label: 'Översikt' }, ASSESSMENT, RESULT, EVIDENCE],
  network_admin: [
    { href: '/oversikt', label: 'Översikt' },
    { href: '/organisationer', label: 'Organisationer' },
    { href: '/synpunkter', label: 'Synpunkter' },
  ],
  county_viewer: [{ href: '/oversikt', label: 'Översikt' }],
  material_provider: [{ href: '/oversikt', label: 'Översikt' }],
};
