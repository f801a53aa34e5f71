import { z } from 'zod';
import { COUNTIES, KOMMUN_GROUPS } from '../../criteria/comparison/peer-groups.ts';

const filled = z.string().trim().min(1, 'är tom').max(200, 'är för lång');
const optional = z.string().trim().optional();

/** The headings that a file must have, and those that it may have. */
export const HEADINGS = {
  required: ['code', 'kind', 'name', 'short_name', 'group_code', 'population'],
  allowed: ['county_code', 'county', 'group', 'population_date', 'replaces'],
} as const;

/** One line of the file. County and the group's name follow from the codes; where they are written they must agree. */
export const organisationRow = z
  .object({
    code: z.string().regex(/^\d{2}(\d{2})?$/, 'ska vara två eller fyra siffror, med inledande nolla'),
    kind: z.enum(['kommun', 'region'], 'ska vara kommun eller region'),
    name: filled,
    short_name: filled,
    county_code: optional,
    county: optional,
    group_code: z.string().trim(),
    group: optional,
    population: z
      .string()
      .regex(/^[\d \u00A0]{1,12}$/, 'ska vara ett antal invånare, bara siffror')
      .transform((written) => Number(written.replaceAll(/\D/g, '')))
      .refine((n) => n >= 1 && n <= 99_999_999, 'ska vara minst 1 och högst 99 999 999'),
    population_date: z
      .union([z.literal(''), z.iso.date('ska vara ett datum som finns, som 2025-12-31')])
      .optional()
      .transform((written) => (written === '' ? undefined : written)),
    /** Codes that this organisation takes over from, separated by spaces. */
    replaces: z
      .string()
      .regex(/^(\d{4}( \d{4})*)?$/, 'ska vara koder med mellanslag emellan')
      .optional(),
  })
  .superRefine((row, context) => {
    const wrong = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    const countyCode = row.code.slice(0, 2);
    const county = COUNTIES[countyCode];
    const group = KOMMUN_GROUPS[row.group_code];
    const differs = (written: string | undefined, known: string | undefined) =>
      written !== undefined && written !== '' && written !== known;
    if ((row.kind === 'kommun') !== (row.code.length === 4))
      wrong('code', 'ska ha fyra siffror för en kommun och två för en region');
    if (county === undefined) wrong('code', `börjar med ${countyCode}, som inte är något län`);
    if (differs(row.county_code, countyCode)) wrong('county_code', `ska vara ${countyCode}, som koden börjar med`);
    if (differs(row.county, county)) wrong('county', `ska vara ${county ?? ''}, som hör till länskod ${countyCode}`);
    if (row.kind === 'region' && row.group_code !== '') wrong('group_code', 'ska vara tom för en region');
    if (row.kind === 'kommun' && group === undefined)
      wrong('group_code', `ska vara en av ${Object.keys(KOMMUN_GROUPS).join(', ')}`);
    if (row.kind === 'kommun' && differs(row.group, group))
      wrong('group', `ska vara ${group ?? ''} för ${row.group_code}`);
  });

export type OrganisationFields = z.infer<typeof organisationRow>;
