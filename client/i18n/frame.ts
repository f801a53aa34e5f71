import { msg } from '@lit/localize';

/** What the server has drawn around the application; a test holds it to every label of the menu and the footer. */
export const FRAME: Readonly<Record<string, () => string>> = {
  Översikt: () => msg('Översikt'),
  Självskattning: () => msg('Självskattning'),
  Resultat: () => msg('Resultat'),
  Jämför: () => msg('Jämför'),
  Åtgärder: () => msg('Åtgärder'),
  Underlag: () => msg('Underlag'),
  Exempel: () => msg('Exempel'),
  Kollegor: () => msg('Kollegor'),
  Nätverket: () => msg('Nätverket'),
  Omgångar: () => msg('Omgångar'),
  Medlemmar: () => msg('Medlemmar'),
  'Alla svar': () => msg('Alla svar'),
  Fördelningar: () => msg('Fördelningar'),
  'Önskat stöd': () => msg('Önskat stöd'),
  'Utmärker sig': () => msg('Utmärker sig'),
  Skyltfönstret: () => msg('Skyltfönstret'),
  Material: () => msg('Material'),
  Synpunkter: () => msg('Synpunkter'),
  'Bjud in': () => msg('Bjud in'),
  Län: () => msg('Län'),
  'Eget material': () => msg('Eget material'),
  'Stöd och material': () => msg('Stöd och material'),
  Kriterierna: () => msg('Kriterierna'),
  'Nätverkets siffror': () => msg('Nätverkets siffror'),
  'Så räknar vi': () => msg('Så räknar vi'),
  'Om tjänsten': () => msg('Om tjänsten'),
  'De som visar öppet': () => msg('De som visar öppet'),
  'Öppna data': () => msg('Öppna data'),
  Tillgänglighet: () => msg('Tillgänglighet'),
  Personuppgifter: () => msg('Personuppgifter'),
  Meny: () => msg('Meny'),
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
