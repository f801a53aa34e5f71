import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ImportChange } from '../../server/workbooks/contract.ts';
import '../styles/document.css';

type Content = ImportChange['after'];

function levelWords(content: Content | null): string {
  if (content?.notApplicable) return msg('ej aktuellt');
  return content?.level === null || content === null ? msg('obesvarat') : msg(str`nivå ${content.level}`);
}

const evidenceWords = (content: Content | null): string =>
  (content?.evidence ?? [])
    .map(({ title, diarienummer, date, link }) => [title, diarienummer, date, link].filter(Boolean).join(', '))
    .join('\n');

/** What stood there, and what comes instead. */
const row = (name: string, before: string, after: string) =>
  before === after
    ? nothing
    : html`<div>
        <dt>${name}</dt>
        <dd><span class="quiet">${msg('Nu:')}</span> <span class="typed">${before === '' ? '-' : before}</span></dd>
        <dd>
          <span class="quiet">${msg('I filen:')}</span> <strong class="typed">${after === '' ? '-' : after}</strong>
        </dd>
      </div>`;

/** Only what differs. */
function difference({ before, after }: ImportChange): TemplateResult {
  return html`<dl class="changes">
    ${row(msg('Nivå'), levelWords(before), levelWords(after))} ${row(msg('Skäl'), before?.reason ?? '', after.reason)}
    ${row(msg('Motivering'), before?.motivation ?? '', after.motivation)}
    ${row(msg('Underlag'), evidenceWords(before), evidenceWords(after))}
  </dl>`;
}

export function changeList(changes: readonly ImportChange[]): TemplateResult {
  return html`<ul class="plain">
    ${changes.map(
      (change) =>
        html`<li class="panel">
          <h3><span class="code">${change.code}</span> ${change.title}</h3>
          ${difference(change)}
        </li>`,
    )}
  </ul>`;
}
