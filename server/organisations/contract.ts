import { z } from 'zod';

export const organisation = z.object({
  code: z.string(),
  kind: z.enum(['kommun', 'region']),
  name: z.string(),
  shortName: z.string(),
  countyCode: z.string(),
  county: z.string(),
  groupCode: z.string(),
  group: z.string(),
  population: z.number(),
  populationDate: z.string(),
  endedOn: z.string().nullable(),
  successorCode: z.string().nullable(),
});

export const organisationPage = z.object({ organisations: z.array(organisation), next: z.string().nullable() });

export const pageQuery = z.object({
  /** The code that the previous page ended with. */
  after: z.string().max(4).regex(/^\d*$/, 'ska vara en kod').default(''),
  limit: z.coerce
    .number({ error: 'ska vara ett tal' })
    .int('ska vara ett helt tal')
    .min(1, 'ska vara minst 1')
    .max(400, 'får vara högst 400')
    .default(100),
});

/** One organisation as SKL sees it before anything is submitted: started or not, no more. */
export const networkOrganisation = z.object({
  code: z.string(),
  name: z.string(),
  county: z.string(),
  group: z.string(),
  coordinators: z.number(),
  /** Started in this year; more than that only if the organisation shows its status. */
  started: z.boolean(),
});

export type OrganisationView = z.infer<typeof organisation>;
export type NetworkOrganisation = z.infer<typeof networkOrganisation>;
