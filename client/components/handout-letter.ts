import { msg, str } from '@lit/localize';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import { formatDate } from '../i18n/format.ts';
import { mailto } from './mail-to.ts';

interface Told {
  readonly to: { readonly name: string; readonly email: string };
  readonly codes: readonly string[];
  /** YYYY-MM-DD, or empty. */
  readonly due: string;
  readonly year: number;
}

/** Ready to send where the service sends no mail itself: an address that opens a mail with what ours would have said. */
export function handoutLetter(catalogue: Catalogue, { to, codes, due, year }: Told): string {
  const titles = new Map(everyCriterion(catalogue).map(({ code, title }) => [code, title]));
  return mailto({
    to: to.email,
    subject: msg('Kriterier att svara på i MR-kollen'),
    text: [
      msg(str`Hej ${to.name}!`),
      due === ''
        ? msg(str`Kan du svara på de här kriterierna i självskattningen för ${year}?`)
        : msg(str`Kan du svara på de här kriterierna i självskattningen för ${year}, senast den ${formatDate(due)}?`),
      codes.map((code) => `- ${code} ${titles.get(code) ?? ''}`).join('\n'),
      `${location.origin}/oversikt`,
    ].join('\n\n'),
  });
}
