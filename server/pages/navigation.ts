import type { Role } from '../access/permissions.ts';

export interface NavigationLink {
  readonly href: string;
  readonly label: string;
}

export const PUBLIC_LINKS: readonly NavigationLink[] = [
  { href: '/skyltfonster', label: 'Skyltfönstret' },
  { href: '/material', label: 'Stöd och material' },
  { href: '/kriterierna', label: 'Kriterierna' },
  { href: '/siffror', label: 'Nätverkets siffror' },
  { href: '/sa-raknar-vi', label: 'Så räknar vi' },
  { href: '/om', label: 'Om tjänsten' },
];

/** Below every page, signed in or not. */
export const FOOTER_LINKS: readonly NavigationLink[] = [
  { href: '/oppet', label: 'De som visar öppet' },
  { href: '/data', label: 'Öppna data' },
];

const ASSESSMENT = { href: '/sjalvskattning', label: 'Självskattning' };
const RESULT = { href: '/resultat', label: 'Resultat' };
const EVIDENCE = { href: '/underlag', label: 'Underlag' };

const COMPARE = { href: '/jamfor', label: 'Jämför' };
const EXAMPLES = { href: '/exempel', label: 'Exempel' };
const ACTIONS = { href: '/atgarder', label: 'Åtgärder' };

/** What each role meets in the menu when signed in. */
export const ROLE_LINKS: Readonly<Record<Role, readonly NavigationLink[]>> = {
  contributor: [{ href: '/oversikt', label: 'Översikt' }, ASSESSMENT],
  coordinator: [
    { href: '/oversikt', label: 'Översikt' },
    ASSESSMENT,
    RESULT,
    COMPARE,
    ACTIONS,
    EVIDENCE,
    EXAMPLES,
    { href: '/delta', label: 'Kollegor' },
  ],
  decision_maker: [{ href: '/oversikt', label: 'Översikt' }, ASSESSMENT, RESULT, COMPARE, ACTIONS, EVIDENCE, EXAMPLES],
  network_admin: [
    { href: '/natverket', label: 'Nätverket' },
    { href: '/omgangar', label: 'Omgångar' },
    { href: '/medlemmar', label: 'Medlemmar' },
    { href: '/natverket/jamforelse', label: 'Alla svar' },
    { href: '/natverket/fordelning', label: 'Fördelningar' },
    { href: '/natverket/stod', label: 'Önskat stöd' },
    { href: '/natverket/utmarker-sig', label: 'Utmärker sig' },
    { href: '/natverket/skyltfonster', label: 'Skyltfönstret' },
    { href: '/natverket/material', label: 'Material' },
    { href: '/synpunkter', label: 'Synpunkter' },
    { href: '/organisationer', label: 'Bjud in' },
  ],
  county_viewer: [
    { href: '/oversikt', label: 'Översikt' },
    { href: '/lan', label: 'Län' },
    { href: '/egna-material', label: 'Eget material' },
  ],
  unassigned: [{ href: '/oversikt', label: 'Översikt' }],
  material_provider: [
    { href: '/oversikt', label: 'Översikt' },
    { href: '/egna-material', label: 'Eget material' },
  ],
};
