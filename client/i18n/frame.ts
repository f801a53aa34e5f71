import { msg } from '@lit/localize';

/** What the server has drawn around the application, in the order of the menu and the footer. */
const FRAME: Readonly<Record<string, () => string>> = {
  Översikt: () => msg('Översikt'),
  Självskattning: () => msg('Självskattning'),
  Resultat: () => msg('Resultat'),
  Underlag: () => msg('Underlag'),
  'Dela ut och bjud in': () => msg('Dela ut och bjud in'),
  Organisationer: () => msg('Organisationer'),
  Synpunkter: () => msg('Synpunkter'),
  Kriterierna: () => msg('Kriterierna'),
  'Så räknar vi': () => msg('Så räknar vi'),
  'Om tjänsten': () => msg('Om tjänsten'),
  Tillgänglighet: () => msg('Tillgänglighet'),
  Personuppgifter: () => msg('Personuppgifter'),
  'Logga ut': () => msg('Logga ut'),
  'Hoppa till innehållet': () => msg('Hoppa till innehållet'),
};

/** Translates menu and footer, and says so to screen readers. */
export function translateFrame(): void {
  document.documentElement.lang = 'en';
  for (const element of document.querySelectorAll<HTMLElement>('.skip, .top nav a, .top button, .foot nav a')) {
    const translated = FRAME[element.textContent.trim()]?.();
    if (translated) element.textContent = translated;
  }
}
