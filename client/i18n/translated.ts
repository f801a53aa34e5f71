import { str } from '@lit/localize';
import { generateMsgId } from '@lit/localize/internal/id-generation.js';

type Template = string | ReturnType<typeof str>;

/** Splits "{0} av {1}" into what stands around the placeholders, and their numbers. */
function parts(text: string): { strings: string[]; places: number[] } {
  const pieces = text.split(/\{(\d)\}/);
  return {
    strings: pieces.filter((_piece, i) => i % 2 === 0),
    places: pieces.filter((_piece, i) => i % 2 === 1).map(Number),
  };
}

function template(text: string): Template {
  const { strings, places } = parts(text);
  return places.length === 0 ? text : str(Object.assign(strings, { raw: strings }), ...places);
}

/**
 * Translations by Swedish text, as the library wants them: by the id that it makes from the text. Values in a
 * message are numbered from zero in the Swedish, so the English may have them in another order.
 */
export function translated(dictionary: Readonly<Record<string, string>>): Record<string, Template> {
  return Object.fromEntries(
    Object.entries(dictionary).map(([swedish, english]) => [
      generateMsgId(parts(swedish).strings, false),
      template(english),
    ]),
  );
}
