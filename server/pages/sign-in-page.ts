import type { FieldError } from '../http/problem.ts';
import { DEMO_ACCOUNTS } from '../demo/accounts.ts';
import type { Config } from '../config.ts';
import { markup, ownHtml, type Markup } from '../http/markup.ts';
import { safeNext } from './next-page.ts';

/** The error summary comes first on the page and takes focus (WCAG 3.3.1); each line leads to its field. */
export function errorSummary(errors: readonly FieldError[]): Markup | '' {
  if (errors.length === 0) return '';
  return markup`<div class="ds-error-summary" role="alert" tabindex="-1" autofocus id="fel"><h2>Det gick inte att gå vidare</h2>
    <ul>${errors.map(({ field, message }) => markup`<li><a href="#${field}">${message}</a></li>`)}</ul></div>`;
}

/** Marks a field as wrong for assistive technology; the message itself stands above the field. */
function wrong(error: FieldError | undefined): Markup | '' {
  return error ? ownHtml('aria-invalid="true"') : '';
}

export function field(label: string, name: string, input: Markup, error?: FieldError, help?: string): Markup {
  return markup`<div class="field"><label for="${name}">${label}</label>
    ${help ? markup`<p class="help" id="${name}-help">${help}</p>` : ''}
    ${error ? markup`<p class="field-error" id="${name}-error">${error.message}</p>` : ''}${input}</div>`;
}

/** One click per role, in the demo only. */
export function demoSignIn(): Markup {
  return markup`<section class="demo-sign-in"><h2>Prova som</h2><p>Det här är en demonstration med påhittade svar. Välj en roll så loggas du in direkt.</p>
    <div class="role-buttons">${DEMO_ACCOUNTS.map(({ email, label, about }) => markup`<form method="post" action="/demo/logga-in"><button class="role-button" name="email" value="${email}"><strong>${label}</strong><span>${about}</span></button></form>`)}</div></section>`;
}

/** More than these are a list to look in. */
const SHOWN_AT_ONCE = 6;

/** The organisations' own sign-ins: where there are some, most people use theirs. */
function ownSignIns(providers: Config['providers'], next: string): Markup | '' {
  if (providers.length === 0) return '';
  const href = (id: string) => `/logga-in/${id}${next === '' ? '' : `?till=${encodeURIComponent(next)}`}`;
  const list = (button: boolean) =>
    markup`<ul class="plain">${providers.map(({ id, name }) => markup`<li><a ${button ? ownHtml('class="ds-button" data-variant="secondary"') : ''} href="${href(id)}">${name}</a></li>`)}</ul>`;
  return markup`<section class="own-sign-ins"><h2>Med din organisations inloggning</h2>
    ${providers.length <= SHOWN_AT_ONCE ? list(true) : markup`<details class="ds-details"><summary>Välj din organisation</summary><div>${list(false)}</div></details>`}</section>
    <h2>Med e-post och lösenord</h2>`;
}

export function signInPage(
  { demo, providers }: Pick<Config, 'demo' | 'providers'>,
  next: string,
  given: { email: string },
  errors: readonly FieldError[],
): Markup {
  const at = (name: string) => errors.find((error) => error.field === name);
  return markup`<div class="reading">${errorSummary(errors)}<h1>Logga in</h1>
    ${ownSignIns(providers, next)}
    <form method="post" action="/logga-in" novalidate class="form">
      <input type="hidden" name="next" value="${next}">
      ${field('E-postadress', 'email', markup`<input class="ds-input" id="email" name="email" type="email" autocomplete="username" value="${given.email}" ${wrong(at('email'))}>`, at('email'))}
      ${field('Lösenord', 'password', markup`<input class="ds-input" id="password" name="password" type="password" autocomplete="current-password" ${wrong(at('password'))}>`, at('password'))}
      <button class="ds-button">Logga in</button>
    </form>
    <section hidden data-passkey="${safeNext(next)}"><h2>Med nyckel (passkey)</h2>
      <p><button type="button" class="ds-button" data-variant="secondary">Logga in med nyckel</button></p><p role="status"></p></section>
    <h2>Har du glömt lösenordet?</h2><p>Be en samordnare i din kommun eller region om en länk för nytt lösenord. Är du den enda samordnaren? Hör av dig till den som driver tjänsten.</p>
    <h2>Har du tappat din nyckel?</h2><p><a href="/logga-in/aterstallning">Logga in med en återställningskod</a></p>
    <h2>Har din organisation inget konto?</h2><p>Den som driver tjänsten bjuder in den första samordnaren. Se <a href="/om">Om tjänsten</a>.</p>
    ${demo ? demoSignIn() : ''}</div>`;
}

/** For whoever has lost her passkey. */
export function recoveryPage(given: { email: string }, errors: readonly FieldError[]): Markup {
  const at = (name: string) => errors.find((error) => error.field === name);
  return markup`<div class="reading">${errorSummary(errors)}<h1>Logga in med återställningskod</h1>
    <p>Har du tappat din nyckel loggar du in med lösenordet och en av koderna som du sparade när du lade till nyckeln. Varje kod gäller en gång. Lägg sedan till en ny nyckel.</p>
    <form method="post" novalidate class="form">
      ${field('E-postadress', 'email', markup`<input class="ds-input" id="email" name="email" type="email" autocomplete="username" value="${given.email}" ${wrong(at('email'))}>`, at('email'))}
      ${field('Lösenord', 'password', markup`<input class="ds-input" id="password" name="password" type="password" autocomplete="current-password" ${wrong(at('password'))}>`, at('password'))}
      ${field('Återställningskod', 'code', markup`<input class="ds-input" id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" ${wrong(at('code'))}>`, at('code'))}
      <button class="ds-button">Logga in</button>
    </form>
    <h2>Har du inga koder kvar?</h2><p>Be en samordnare hos er, eller den som driver tjänsten, om hjälp. <a href="/logga-in">Till inloggningen</a></p></div>`;
}

export interface InvitationForm {
  readonly purpose: 'setup' | 'invite' | 'reset';
  readonly name: string;
  readonly email: string;
  readonly organisation: string | null;
}

const HEADINGS = {
  setup: 'Skapa konto för den första nätverkssamordnaren',
  invite: 'Välkommen till MR-kollen',
  reset: 'Välj ett nytt lösenord',
} as const;

/** An organisation's own sign-in, by which the invitation is accepted without choosing a password. */
export interface Way {
  readonly name: string;
  /** No password may be chosen instead. */
  readonly only: boolean;
  readonly href: string;
}

export function invitationPage(form: InvitationForm, ways: readonly Way[], errors: readonly FieldError[]): Markup {
  const at = (name: string) => errors.find((error) => error.field === name);
  const reset = form.purpose === 'reset';
  return markup`<div class="reading">${errorSummary(errors)}<h1>${HEADINGS[form.purpose]}</h1>
    ${form.organisation ? markup`<p>Du är inbjuden till <strong>${form.organisation}</strong> med e-postadressen <strong>${form.email}</strong>.</p>` : ''}
    ${ways.map(({ name, href }) => markup`<p><a class="ds-button" href="${href}">Fortsätt med inloggningen för ${name}</a></p>`)}
    ${
      ways.some(({ only }) => only)
        ? ''
        : markup`${ways.length > 0 ? markup`<h2>Eller välj ett lösenord</h2>` : ''}<form method="post" novalidate class="form">
      ${form.purpose === 'setup' ? field('E-postadress', 'email', markup`<input class="ds-input" id="email" name="email" type="email" autocomplete="username" value="${form.email}" ${wrong(at('email'))}>`, at('email')) : markup`<input type="hidden" name="email" value="${form.email}" autocomplete="username">`}
      ${reset ? markup`<input type="hidden" name="name" value="${form.name}">` : field('Ditt namn', 'name', markup`<input class="ds-input" id="name" name="name" autocomplete="name" value="${form.name}" aria-describedby="name-help" ${wrong(at('name'))}>`, at('name'), 'Syns för dina kollegor när du svarar eller kommenterar.')}
      ${field('Lösenord', 'password', markup`<input class="ds-input" id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-help" ${wrong(at('password'))}>`, at('password'), 'Minst 10 tecken. Några ord i rad är lätta att minnas.')}
      ${field('Samma lösenord igen', 'repeat', markup`<input class="ds-input" id="repeat" name="repeat" type="password" autocomplete="new-password" ${wrong(at('repeat'))}>`, at('repeat'))}
      <button class="ds-button">${reset ? 'Spara lösenordet' : 'Skapa kontot'}</button>
    </form>`
    }</div>`;
}
