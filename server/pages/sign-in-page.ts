import type { FieldError } from '../http/problem.ts';
import { DEMO_ACCOUNTS } from '../demo/accounts.ts';
import { markup, ownHtml, type Markup } from '../http/markup.ts';

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

export function signInPage(
  demo: boolean,
  next: string,
  given: { email: string },
  errors: readonly FieldError[],
): Markup {
  const at = (name: string) => errors.find((error) => error.field === name);
  return markup`<div class="reading">${errorSummary(errors)}<h1>Logga in</h1>
    <form method="post" action="/logga-in" novalidate class="form">
      <input type="hidden" name="next" value="${next}">
      ${field('E-postadress', 'email', markup`<input class="ds-input" id="email" name="email" type="email" autocomplete="username" value="${given.email}" ${wrong(at('email'))}>`, at('email'))}
      ${field('Lösenord', 'password', markup`<input class="ds-input" id="password" name="password" type="password" autocomplete="current-password" ${wrong(at('password'))}>`, at('password'))}
      <button class="ds-button">Logga in</button>
    </form>
    <h2>Har du glömt lösenordet?</h2><p>Be en samordnare i din kommun eller region om en länk för nytt lösenord. Är du den enda samordnaren? Hör av dig till den som driver tjänsten.</p>
    <h2>Har din organisation inget konto?</h2><p>Den som driver tjänsten bjuder in den första samordnaren. Se <a href="/om">Om tjänsten</a>.</p>
    ${demo ? demoSignIn() : ''}</div>`;
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

export function invitationPage(form: InvitationForm, errors: readonly FieldError[]): Markup {
  const at = (name: string) => errors.find((error) => error.field === name);
  const reset = form.purpose === 'reset';
  return markup`<div class="reading">${errorSummary(errors)}<h1>${HEADINGS[form.purpose]}</h1>
    ${form.organisation ? markup`<p>Du är inbjuden till <strong>${form.organisation}</strong> med e-postadressen <strong>${form.email}</strong>.</p>` : ''}
    <form method="post" novalidate class="form">
      ${form.purpose === 'setup' ? field('E-postadress', 'email', markup`<input class="ds-input" id="email" name="email" type="email" autocomplete="username" value="${form.email}" ${wrong(at('email'))}>`, at('email')) : markup`<input type="hidden" name="email" value="${form.email}" autocomplete="username">`}
      ${reset ? markup`<input type="hidden" name="name" value="${form.name}">` : field('Ditt namn', 'name', markup`<input class="ds-input" id="name" name="name" autocomplete="name" value="${form.name}" aria-describedby="name-help" ${wrong(at('name'))}>`, at('name'), 'Syns för dina kollegor när du svarar eller kommenterar.')}
      ${field('Lösenord', 'password', markup`<input class="ds-input" id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-help" ${wrong(at('password'))}>`, at('password'), 'Minst 10 tecken. Några ord i rad är lätta att minnas.')}
      ${field('Samma lösenord igen', 'repeat', markup`<input class="ds-input" id="repeat" name="repeat" type="password" autocomplete="new-password" ${wrong(at('repeat'))}>`, at('repeat'))}
      <button class="ds-button">${reset ? 'Spara lösenordet' : 'Skapa kontot'}</button>
    </form></div>`;
}
