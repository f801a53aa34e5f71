import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { SignedIn } from '../api/session.ts';

/** Why somebody who has signed in sees nothing yet, and what to do about it. */
export function waitsForNote({ waitsFor, organisation }: SignedIn): TemplateResult {
  if (waitsFor?.what === 'passkey')
    return html`<section class="panel">
      <h2>${msg('Lägg till en nyckel först')}</h2>
      <p>
        ${msg('För ditt konto räcker det inte med lösenord. Du loggar in med en nyckel (passkey) i telefonen, datorn eller en säkerhetsdosa, så att ingen annan kan ta sig in med ett lösenord som har kommit på avvägar.')}
      </p>
      <p><a class="ds-button" href="/konto#nycklar">${msg('Lägg till en nyckel')}</a></p>
    </section>`;
  const coordinators = waitsFor?.coordinators ?? [];
  return html`<section class="panel">
    <h2>${msg('Du är inloggad, men har ingen roll ännu')}</h2>
    ${
      coordinators.length > 0
        ? html`<p>
              ${msg(str`En samordnare i ${organisation?.name ?? ''} behöver ge dig en roll. De har fått veta att du väntar. När du har fått rollen loggar du in igen.`)}
            </p>
            <ul>
              ${coordinators.map(({ name, email }) => html`<li>${name}, <a href="mailto:${email}">${email}</a></li>`)}
            </ul>`
        : html`<p>
            ${msg(str`${organisation?.name ?? ''} har ingen samordnare i MR-kollen ännu. Hör av dig till den som driver tjänsten, som bjuder in den första.`)}
            <a href="/om">${msg('Om tjänsten')}</a>
          </p>`
    }
  </section>`;
}
