import type { OrganisationRow } from '../database/schema.ts';
import type { SeededRandom } from './random.ts';

const MEMBERS = 120;
const REGIONS = 12;
const PILOTS = ['1281', '0380', '0580', '2184', '1481', '2581', '1276'];
/** The county of the demo's länsstyrelse is well represented. */
const DALARNA = [
  '2021',
  '2023',
  '2026',
  '2029',
  '2031',
  '2034',
  '2061',
  '2062',
  '2080',
  '2081',
  '2083',
  '2084',
  '2085',
];
const ALWAYS = [...PILOTS, ...DALARNA];
/** Lund's own kommungrupp is well represented too, so that there is something to compare with. */
export const wellRepresented = ({ code, group_code }: OrganisationRow) => ALWAYS.includes(code) || group_code === 'B3';
/** 108 kommuner over all groups and 12 regioner; Lund and the pilots of 2018 are always among them. */
export function membersOf(organisations: readonly OrganisationRow[], random: SeededRandom): OrganisationRow[] {
  const pick = (kind: string, n: number) => {
    const all = organisations.filter((row) => row.kind === kind);
    const always = all.filter(wellRepresented);
    return [...always, ...random.shuffled(all.filter((row) => !wellRepresented(row))).slice(0, n - always.length)];
  };
  return [...pick('kommun', MEMBERS - REGIONS), ...pick('region', REGIONS)];
}
