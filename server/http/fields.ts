import { z } from 'zod';

/** Fields that contracts share. Messages are in Swedish: they are shown beside the field. */

z.config({
  ...z.locales.sv(),
});

const storable = (value: string) => value.isWellFormed() && !value.includes('\0');

/** Signs that nobody sees come along from other programs, and break feeds: a line is kept as a line, the rest dropped. */
const withoutControls = (value: string) =>
  value.replaceAll('\v', '\n').replaceAll(/(?![\0\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '');

/** Text typed by a person: trimmed, without the few characters that no database stores. */
export const text = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? 'saknas' : 'ska vara text') })
    .overwrite(withoutControls)
    .trim()
    .max(max, `får vara högst ${max.toLocaleString('sv-SE')} tecken`)
    .refine(storable, 'innehåller tecken som inte går att spara');

export const requiredText = (max: number, message = 'får inte vara tomt') => text(max).min(1, message);

export const email = text(254).toLowerCase().pipe(z.email('ska vara en e-postadress, till exempel namn@kommun.se'));

export const date = z
  .string({ error: 'ska vara ett datum' })
  .refine((value) => z.iso.date().safeParse(value).success, 'ska vara ett datum, till exempel 2026-03-31');

export const year = z
  .number({ error: 'ska vara ett årtal' })
  .int('ska vara ett årtal')
  .min(2014, 'ska vara 2014 eller senare')
  .max(2100, 'ska vara ett årtal');

/** A level of a criterion. */
export const level = z
  .number({ error: 'ska vara 0, 1, 2, 3 eller 4' })
  .int('ska vara ett helt tal')
  .min(0, 'ska vara 0–4')
  .max(4, 'ska vara 0–4');

/** A year in an address, where everything is text. */
export const yearInAddress = z.coerce
  .number({ error: 'ska vara ett årtal' })
  .int('ska vara ett årtal')
  .min(2014, 'ska vara ett årtal')
  .max(2100, 'ska vara ett årtal');

/** A peer group's key in an address (criteria/comparison/peer-groups.ts). */
export const peersKey = z.string().regex(/^[a-z0-9-]{1,40}$/, 'ska vara en jämförelsegrupp');

export const organisationCode = z
  .string()
  .regex(/^\d{2}(\d{2})?$/, 'ska vara en kommun- eller regionkod, till exempel 1281 eller 12');

export const criterionCode = z.string().regex(/^[A-Z]{2}-\d{2}$/, 'ska vara en kod som SL-01');

/** An answer's code: a criterion's, an indicator's, a condition's, or that of an area's wish for support (ST-SL). */
export const itemCode = z.string().regex(/^[A-Z]{2}-(\d{2}|[A-Z]{2})$/, 'ska vara en kod som SL-01');

export const assessmentId = z.string().regex(/^\d{2,4}-\d{4}(-\d{1,3})?$/, 'ska vara en självskattnings nummer');

export const rowId = z.uuid('ska vara ett id');

/** A web address that may be shown as a link. Only http and https: never script or data. */
export const link = text(2000).refine(
  (value) => value === '' || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)),
  'ska vara en webbadress som börjar med https://',
);

/** The organisation that an address names. */
export const organisationParams = z.object({ code: organisationCode });
