import { html, type TemplateResult } from 'lit';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** Options with the same heading stand together. */
  readonly heading?: string;
  /** Shown but not for choosing. */
  readonly disabled?: boolean;
}

/** A labelled choice among many, in groups when the options have headings. */
export function select(
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  const option = ({ value, label: text, disabled = false }: Option) =>
    html`<option value=${value} ?selected=${value === chosen} ?disabled=${disabled && value !== chosen}>
      ${text}
    </option>`;
  const headings = [...new Set(options.map(({ heading }) => heading))];
  return html`<div class="field select-field">
    <label for=${name}>${label}</label
    ><select
      class="ds-input"
      id=${name}
      @change=${(event: Event) => {
        choose((event.target as HTMLSelectElement).value);
      }}
    >
      ${headings.map((heading) => {
        const inside = options.filter((each) => each.heading === heading);
        return heading === undefined
          ? inside.map(option)
          : html`<optgroup label=${heading}>${inside.map(option)}</optgroup>`;
      })}
    </select>
  </div>`;
}
