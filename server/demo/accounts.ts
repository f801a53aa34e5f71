import type { Role } from '../access/permissions.ts';

export const DEMO_PASSWORD = 'demo-losenord';

export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string | null;
  readonly county: string | null;
  readonly national: boolean;
  readonly label: string;
  readonly about: string;
}

/** The fixed accounts of `npm run demo`. They exist nowhere else. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    email: 'samordnare@lund.example',
    name: 'Sara Samordnare',
    role: 'coordinator',
    organisation: '1281',
    county: null,
    national: false,
    label: 'Samordnare',
    about: 'Lunds kommun: svarar, delar ut, för till beslut',
  },
  {
    email: 'medarbetare@lund.example',
    name: 'Mikael Medarbetare',
    role: 'contributor',
    organisation: '1281',
    county: null,
    national: false,
    label: 'Medarbetare',
    about: 'Lunds kommun: svarar på det som delats ut',
  },
  {
    email: 'beslut@lund.example',
    name: 'Beatrice Beslutsfattare',
    role: 'decision_maker',
    organisation: '1281',
    county: null,
    national: false,
    label: 'Beslutsfattare',
    about: 'Lunds kommun: läser och registrerar beslut',
  },
  {
    email: 'samordnare@klippan.example',
    name: 'Kim Klippan',
    role: 'coordinator',
    organisation: '1276',
    county: null,
    national: false,
    label: 'Samordnare som är klar',
    about: 'Klippans kommun: har fastställt året och börjat på nästa',
  },
  {
    email: 'natverk@skl.example',
    name: 'Nils Nätverk',
    role: 'network_admin',
    organisation: null,
    county: null,
    national: false,
    label: 'Nätverkssamordnare',
    about: 'SKL: bjuder in organisationer, läser synpunkter',
  },
  {
    email: 'lansstyrelsen@dalarna.example',
    name: 'Lena Län',
    role: 'county_viewer',
    organisation: null,
    county: '20',
    national: true,
    label: 'Länsstyrelsen',
    about: 'Dalarnas län',
  },
  {
    email: 'materialgivare@myndighet.example',
    name: 'Mona Material',
    role: 'material_provider',
    organisation: null,
    county: null,
    national: false,
    label: 'Materialgivare',
    about: 'En påhittad myndighet: föreslår kurser och metoder',
  },
];
