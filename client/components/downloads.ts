import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentName } from '../../server/documents/contract.ts';
import type { WrittenFormat } from '../../server/documents/press.ts';
import type { TableName } from '../../server/documents/tables.ts';
import { documentAddress, exportAddress, tableAddress } from '../api/documents.ts';

/** The tables that can be fetched one by one. */
const TABLES: readonly (readonly [TableName, () => string])[] = [
  ['svar', () => msg('Svaren som CSV')],
  ['underlag', () => msg('Underlagen som CSV')],
  ['resultat', () => msg('Resultatet som CSV')],
  ['jamforelse', () => msg('Jämförelsen som CSV')],
  ['nyckeltal', () => msg('Nyckeltalen som CSV')],
  ['atgarder', () => msg('Åtgärderna som CSV')],
];

interface File {
  readonly href: string;
  readonly label: string;
  /** A page to look at, and not a file to keep. */
  readonly page?: boolean;
}

const part = (title: string, about: string, files: readonly File[], more: TemplateResult | typeof nothing = nothing) =>
  html`<section>
    <h3>${title}</h3>
    <p>${about}</p>
    <ul class="plain">
      ${files.map(({ href, label, page }) => html`<li><a href=${href} ?download=${!page}>${label}</a></li>`)}
    </ul>
    ${more}
  </section>`;

/** What can be taken to the meeting, or worked on outside the tool. */
export function downloads(
  assessment: string,
  may: {
    readonly import: boolean;
    readonly template: boolean;
    readonly adopted: boolean;
    readonly hasTemplate: boolean;
  },
): TemplateResult {
  const file = (name: DocumentName, format: WrittenFormat, label: string): File => ({
    href: documentAddress(assessment, name, format),
    label,
  });
  return html`<section class="no-print" id="hamta">
    <h2>${msg('Hämta')}</h2>
    <div class="columns">
      ${part(msg('Tjänsteskrivelse'), msg('Förslag till beslut, sammanfattning, åtgärder och alla svar som bilaga.'), [
        file('tjansteskrivelse', 'docx', msg('Tjänsteskrivelse som Word')),
        file('tjansteskrivelse', 'pdf', msg('Tjänsteskrivelse som PDF')),
        ...(may.hasTemplate
          ? [
              {
                href: `/api/v1/assessments/${assessment}/documents/egen-mall.docx`,
                label: msg('Tjänsteskrivelse i er egen Word-mall'),
              },
            ]
          : []),
        ...(may.template
          ? [
              {
                href: '/mall',
                label: may.hasTemplate ? msg('Byt Word-mall') : msg('Använd er egen Word-mall'),
                page: true,
              },
            ]
          : []),
      ])}
      ${part(
        msg('Läget på en sida'),
        msg('För den som har en minut: områden, styrkor, luckor och vad som ska beslutas.'),
        [
          { href: `/resultat/${assessment}/sida`, label: msg('Visa sidan'), page: true },
          file('laget-pa-en-sida', 'docx', msg('Sidan som Word')),
          file('laget-pa-en-sida', 'pdf', msg('Sidan som PDF')),
        ],
      )}
      ${
        may.adopted
          ? part(
              msg('Till Institutet för mänskliga rättigheter'),
              msg('Vad ni har gjort, när institutet frågar (11 § lagen (2021:642)).'),
              [
                file('underlag-till-institutet', 'docx', msg('Underlaget som Word')),
                file('underlag-till-institutet', 'pdf', msg('Underlaget som PDF')),
              ],
            )
          : nothing
      }
      ${
        may.adopted
          ? part(
              msg('Arkiv'),
              msg('Arkivpaket enligt FGS Paketstruktur: PDF/A, svaren som data, kriterierna och kontrollsummor.'),
              [{ href: `/api/v1/assessments/${assessment}/archive.zip`, label: msg('Arkivpaketet som zip') }],
            )
          : nothing
      }
      ${part(
        msg('Svar och siffror'),
        msg('Svar, underlag, resultat, jämförelse, nyckeltal och åtgärder, med förklaring till varje kolumn.'),
        [
          { href: exportAddress(assessment, 'xlsx'), label: msg('Allt som Excel') },
          { href: exportAddress(assessment, 'json'), label: msg('Allt som JSON') },
          ...(may.import
            ? [{ href: `/sjalvskattning/${assessment}/las-in`, label: msg('Läs in svar från Excel'), page: true }]
            : []),
        ],
        html`<details>
          <summary>${msg('En tabell i taget')}</summary>
          <ul class="plain">
            ${TABLES.map(([table, label]) => html`<li><a href=${tableAddress(assessment, table)} download>${label()}</a></li>`)}
          </ul>
        </details>`,
      )}
    </div>
  </section>`;
}
