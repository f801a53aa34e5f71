import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { DocumentBody, RegisteredDocument } from '../../server/evidence/contract.ts';
import { errorFor, field, type Errors } from './form.ts';

/** A document as it is typed: every field is text. */
export interface DocumentDraft {
  readonly title: string;
  readonly diarienummer: string;
  readonly date: string;
  readonly link: string;
  readonly holder: string;
  readonly validUntil: string;
}

export function draftOfDocument(row: RegisteredDocument | null): DocumentDraft {
  return {
    title: row?.title ?? '',
    diarienummer: row?.diarienummer ?? '',
    date: row?.date ?? '',
    link: row?.link ?? '',
    holder: row?.holder ?? '',
    validUntil: row?.validUntil ?? '',
  };
}

export function bodyOfDocument({ title, diarienummer, date, link, holder, validUntil }: DocumentDraft): DocumentBody {
  return {
    title,
    ...(link.trim() === '' ? {} : { link }),
    ...(diarienummer.trim() === '' ? {} : { diarienummer }),
    ...(date === '' ? {} : { date }),
    holder,
    validUntil: validUntil === '' ? null : validUntil,
  };
}

/** What the errors of a refused document are about. */
export const DOCUMENT_LABELS = (): Record<string, string> => ({
  title: msg('Rubriken'),
  diarienummer: msg('Diarienumret'),
  date: msg('Datumet'),
  link: msg('Länken'),
  holder: msg('Finns hos'),
  validUntil: msg('Gäller till'),
});

/** The fields of one document. */
export function documentFields(draft: DocumentDraft, errors: Errors): TemplateResult {
  const input = (name: keyof DocumentDraft, label: string, type = 'text', help?: string) =>
    field({
      label,
      name,
      error: errorFor(errors, name),
      ...(help ? { help } : {}),
      control: html`<input
        class=${type === 'date' ? 'ds-input short' : 'ds-input'}
        id=${name}
        type=${type}
        autocomplete="off"
        .value=${draft[name]}
      />`,
    });
  return html`${input('title', msg('Rubrik'))} ${input('diarienummer', msg('Diarienummer'))}
  ${input('date', msg('Beslutsdatum'), 'date')} ${input('link', msg('Länk'), 'url')}
  ${input('holder', msg('Finns hos'), 'text', msg('En förvaltning, enhet eller roll, inte en persons namn.'))}
  ${input('validUntil', msg('Gäller till'), 'date', msg('Tomt för det som gäller tills vidare.'))}`;
}
