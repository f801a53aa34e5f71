import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ExampleText } from '../../../server/showcase/contract.ts';
import { errorFor, field, type Errors } from '../../components/form.ts';

/** The texts of an example, in the order in which they are read. */
export type TextField = Exclude<keyof ExampleText, 'pictures'>;

interface Question {
  readonly name: TextField;
  readonly label: string;
  readonly help: string;
  readonly rows: number;
  readonly longest: number;
}

export const questions = (): readonly Question[] => [
  {
    name: 'title',
    label: msg('Rubrik'),
    help: msg('Säg vad ni gör, så att den som bläddrar förstår direkt.'),
    rows: 0,
    longest: 120,
  },
  {
    name: 'what',
    label: msg('Vad gör ni?'),
    help: msg('Beskriv så att någon annan kan göra likadant. Hoppa över en rad för nytt stycke.'),
    rows: 6,
    longest: 4000,
  },
  {
    name: 'why',
    label: msg('Varför?'),
    help: msg('Vilket problem ville ni lösa, och för vem?'),
    rows: 4,
    longest: 4000,
  },
  {
    name: 'effect',
    label: msg('Vad har det gett?'),
    help: msg('Vad har blivit annorlunda, och hur vet ni det?'),
    rows: 4,
    longest: 4000,
  },
  {
    name: 'hard',
    label: msg('Vad var svårt?'),
    help: msg('Det är ofta det andra lär sig mest av.'),
    rows: 4,
    longest: 4000,
  },
  {
    name: 'time',
    label: msg('Tid och resurser'),
    help: msg('Till exempel: en dag i månaden för samordnaren under ett år. Frivilligt.'),
    rows: 2,
    longest: 1000,
  },
  {
    name: 'suited',
    label: msg('Vem passar det för?'),
    help: msg('Till exempel storlek, verksamhet eller vad som behöver finnas på plats. Frivilligt.'),
    rows: 2,
    longest: 2000,
  },
  {
    name: 'contact',
    label: msg('Kontaktfunktion'),
    help: msg('En funktion, inte en person: till exempel ”MR-samordnaren på kommunledningskontoret”.'),
    rows: 0,
    longest: 200,
  },
  {
    name: 'contactEmail',
    label: msg('Funktionens e-postadress'),
    help: msg('Gärna en gemensam adress, som kontaktcenter@. Frivilligt.'),
    rows: 0,
    longest: 254,
  },
  {
    name: 'link',
    label: msg('Länk till mer'),
    help: msg('En sida hos er, som börjar med https://. Frivilligt.'),
    rows: 0,
    longest: 2000,
  },
];

/** Labels for the error summary. */
export function labels(): Record<string, string> {
  return {
    ...Object.fromEntries(questions().map(({ name, label }) => [name, label.replace('?', '')])),
    alt: msg('Bildens beskrivning'),
    picture: msg('Bilden'),
  };
}

/** The form's text fields. `change` is called for each thing typed. */
export function textFields(
  text: ExampleText,
  errors: Errors,
  change: (name: TextField, value: string) => void,
): TemplateResult {
  const onInput = (event: Event) => {
    const { id, value } = event.target as HTMLInputElement;
    change(id as TextField, value);
  };
  return html`${questions().map(({ name, label, help, rows, longest }) => {
    const error = errorFor(errors, name);
    const left = longest - text[name].length;
    return html`${field({
      label,
      name,
      help,
      error,
      control:
        rows > 0
          ? html`<textarea
              class="ds-input"
              id=${name}
              rows=${rows}
              maxlength=${longest}
              aria-describedby="${name}-help"
              aria-invalid=${error ? 'true' : nothing}
              .value=${text[name]}
              @input=${onInput}
            ></textarea>`
          : html`<input
              class="ds-input"
              id=${name}
              type=${name === 'contactEmail' ? 'email' : name === 'link' ? 'url' : 'text'}
              autocomplete="off"
              maxlength=${longest}
              aria-describedby="${name}-help"
              aria-invalid=${error ? 'true' : nothing}
              .value=${text[name]}
              @input=${onInput}
            />`,
    })}${left < longest / 10 ? html`<p class="help count">${msg(str`${left} tecken kvar`)}</p>` : nothing}`;
  })}`;
}

/** Two people have written at once: every text that differs, side by side. */
export function differences(mine: ExampleText, theirs: ExampleText): TemplateResult[] {
  return questions()
    .filter(({ name }) => mine[name] !== theirs[name])
    .map(
      ({ name, label }) =>
        html`<div>
          <h3>${label}</h3>
          <div class="versions-side">
            <div>
              <p class="quiet">${msg('Ditt')}</p>
              <p class="typed">${mine[name] || '-'}</p>
            </div>
            <div>
              <p class="quiet">${msg('Det andra')}</p>
              <p class="typed">${theirs[name] || '-'}</p>
            </div>
          </div>
        </div>`,
    );
}
