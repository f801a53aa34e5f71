import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../i18n/format.ts';
import { mailto } from './mail-to.ts';

export interface AssociationLink {
  readonly name: string;
  readonly link: string;
}

const letter = ({ name, link }: AssociationLink, organisation: string, closes: string): string =>
  [
    msg(str`Hej ${name}!`),
    msg(
      str`${organisation} vill veta hur det fungerar för er förening. Det är tio frågor på lätt svenska. De handlar om att bli lyssnad på och att få samma chans som andra. Det hör till mänskliga rättigheter.`,
    ),
    msg(str`Svara här, senast ${formatDate(closes)}:`),
    link,
    msg(
      'Prata gärna ihop er först. En person svarar för hela föreningen. Länken är bara till er. Ni väljer själva om ni vill svara. Vi kan se om ni har svarat, men inte vad ni har svarat.',
    ),
  ].join('\n\n');

/** A line for each, with a tab between, as a spreadsheet takes it. */
function copyAll(links: readonly AssociationLink[]): TemplateResult {
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    void navigator.clipboard.writeText(links.map(({ name, link }) => `${name}\t${link}`).join('\n')).then(() => {
      button.textContent = msg('Kopierad');
    });
  };
  return html`<p>
    <button class="ds-button" data-variant="secondary" data-size="sm" @click=${copy}>
      ${msg('Kopiera alla länkar, för till exempel Excel')}
    </button>
  </p>`;
}

/** Links to those who have just been invited, with ready text; told once, since they are not kept in clear. */
export function associationLetters(
  links: readonly AssociationLink[],
  organisation: string,
  closes: string,
): TemplateResult | typeof nothing {
  if (links.length === 0) return nothing;
  return html`<section class="ds-alert" data-color="success">
    <h2>${msg('Länkar att skicka')}</h2>
    <p>
      ${msg('De visas bara nu. Varje förening har sin egen. Tappas en länk bort innan föreningen har svarat gör du en ny.')}
    </p>
    ${links.length > 1 ? copyAll(links) : nothing}
    <ul class="plain panel-list">
      ${links.map((each) => {
        const text = letter(each, organisation, closes);
        const subject = msg(str`Vad tycker ${each.name}?`);
        return html`<li>
          <div>
            <strong>${each.name}</strong>
            <p class="slip-link small">${each.link}</p>
          </div>
          <p class="row-actions">
            <a
              class="ds-button"
              data-variant="secondary"
              data-size="sm"
              href=${mailto({ to: '', subject, text })}
              aria-label=${msg(str`Skriv till ${each.name} i ditt mejlprogram`)}
              >${msg('Skriv i ditt mejlprogram')}</a
            >
            <button
              class="ds-button"
              data-variant="secondary"
              data-size="sm"
              aria-label=${msg(str`Kopiera texten till ${each.name}`)}
              @click=${(event: Event) => {
                const button = event.currentTarget as HTMLButtonElement;
                void navigator.clipboard.writeText(text).then(() => {
                  button.textContent = msg('Kopierad');
                });
              }}
            >
              ${msg('Kopiera texten')}
            </button>
          </p>
        </li>`;
      })}
    </ul>
  </section>`;
}
