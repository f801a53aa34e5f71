/** What a template may ask for. A list's own fields stand between {#list} and {/list}. */
export const FIELDS: Readonly<Record<string, string>> = {
  innehall: 'Hela tjänsteskrivelsen, med mallens egna rubriker och tabeller',
  titel: 'Rubriken',
  organisation: 'Kommunens eller regionens namn',
  namnd: 'Organet som beslutade, när beslutet är registrerat',
  datum: 'Dagens datum',
  diarienummer: 'Diarienumret, när beslutet är registrerat',
  ar: 'Året som självskattningen beskriver',
  lage: 'Utkast, klar för beslut eller fastställd, och av vem',
  sammanfattning: 'Tre meningar om resultatet',
  forandring: 'En mening om förändringen sedan förra året',
};

export const LISTS: Readonly<Record<string, { readonly about: string; readonly fields: readonly string[] }>> = {
  omraden: { about: 'De fyra områdena', fields: ['omrade', 'index', 'besvarade', 'galler'] },
  styrkor: { about: 'Det som är starkt, högst fem', fields: ['text'] },
  luckor: { about: 'Det som saknas mest, högst fem', fields: ['text'] },
  atgarder: { about: 'Åtgärderna', fields: ['atgard', 'ansvarig', 'klart', 'status'] },
  nyckeltal: { about: 'Nyckeltalen', fields: ['namn', 'andel', 'antal'] },
  svar: {
    about: 'Alla kriterier',
    fields: ['kod', 'kriterium', 'niva', 'nivatext', 'motivering', 'underlag'],
  },
};

const KNOWN = new Set([
  ...Object.keys(FIELDS),
  ...Object.keys(LISTS),
  ...Object.values(LISTS).flatMap(({ fields }) => fields),
]);

export const isKnownTag = (tag: string): boolean => KNOWN.has(tag.replace(/^[#/]/, '').trim());
