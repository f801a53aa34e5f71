import { html as escaped } from 'ghtml';

/** HTML that is safe to send: made by `markup`, where every value was escaped. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

function render(value: unknown): string {
  if (value instanceof Markup) return value.html;
  if (Array.isArray(value)) return value.map(render).join('');
  if (value === null || value === undefined || value === false) return '';
  return escaped`${typeof value === 'number' ? String(value) : value}`;
}

const TRUTH_ATTRIBUTE = /\s\?([a-z-]+)=$/;

/**
 * Template tag for public pages and for templates shared with the client. Values are escaped unless they are
 * markup themselves; `?checked=${true}` becomes the attribute, as in Lit.
 */
export function markup(strings: TemplateStringsArray, ...values: unknown[]): Markup {
  let html = '';
  strings.forEach((part, i) => {
    const attribute = TRUTH_ATTRIBUTE.exec(part);
    if (attribute) {
      html += part.slice(0, attribute.index) + (values[i] ? ` ${attribute[1] ?? ''}` : '');
    } else {
      html += part + (i < values.length ? render(values[i]) : '');
    }
  });
  return new Markup(html);
}

/** Text that is HTML already, from our own files: never from a person. */
export function ownHtml(html: string): Markup {
  return new Markup(html);
}
