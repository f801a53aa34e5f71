import type { Config } from '../config.ts';
import { ATTEMPTS } from '../accounts/attempts.ts';
import { markup, type Markup } from '../http/markup.ts';

interface Processing {
  readonly what: string;
  readonly data: string;
  readonly whose: string;
  readonly why: string;
  readonly reached: string;
  readonly kept: string;
}

const INTEREST = 'Uppgift av allmänt intresse (artikel 6.1 e)';

/** What is processed and for how long, from the settings that decide it (GDPR, article 30). */
const processings = (config: Config): readonly Processing[] => [
  {
    what: 'Konto',
    data: 'Namn, e-post i arbetet, roll och organisation',
    whose: 'De som använder tjänsten',
    why: 'Att veta vem som svarar, beslutar och får läsa',
    reached:
      'Kollegor i samma organisation; samordnarnas namn och e-post också de medlemmar som organisationen delar med',
    kept: `Till ${config.closedAccountMonths} månader efter att kontot stängdes, eller tidigare om samordnaren tar bort dem`,
  },
  {
    what: 'Sätt att logga in',
    data: 'Lösenord och återställningskoder som kontrollsummor, nycklars öppna del, och vem man är i organisationens egen inloggning',
    whose: 'De som har konto',
    why: 'Att bara rätt person kommer in',
    reached: 'Ingen kan läsa lösenord eller koder',
    kept: 'Så länge kontot finns',
  },
  {
    what: 'Inloggningar',
    data: 'Webbläsare, sätt och tid',
    whose: 'De som är inloggade',
    why: 'Att förbli inloggad, och se var man är det',
    reached: 'Personen själv; samordnaren kan logga ut en kollega',
    kept: `Högst ${config.sessionHours} timmar, eller tills den inte har använts på ${config.sessionIdleMinutes} minuter`,
  },
  {
    what: 'Antal misslyckade inloggningar',
    data: 'Per konto och nätadress, som kontrollsummor',
    whose: 'De som försöker logga in',
    why: 'Skydd mot gissningar',
    reached: 'Ingen',
    kept: `${ATTEMPTS.minutes} minuter, och borttaget inom en timme`,
  },
  {
    what: 'Logg',
    data: 'Vem som gjorde vad och när, inloggningar, misslyckade försök och nekad åtkomst',
    whose: 'De som har konto',
    why: 'Spårbarhet i en myndighets arbete, och skydd mot missbruk',
    reached:
      'Samordnare och beslutsfattare i den egna organisationen, och i en kollegial granskning också den andra organisationens; den som driver tjänsten för det som skyddar den',
    kept: 'Så länge tjänsten finns. Namnet försvinner när personen tas bort',
  },
  {
    what: 'Svar, kommentarer och utdelningar',
    data: 'Vem som senast ändrade, och vem som skrev',
    whose: 'De som svarar',
    why: 'Att kunna fråga den som skrev',
    reached: 'Den egna organisationen',
    kept: 'Med självskattningen. Namnet försvinner när personen tas bort',
  },
  {
    what: 'Gemensam bedömning',
    data: 'Vilken nämnd eller funktion som bedömer, och för den som har konto vem; nivå och rader; en kaka på den enhet där koden skrevs in',
    whose: 'De som bedömer',
    why: 'Att flera kan bedöma var för sig och sedan mötas',
    reached: 'Ingen förrän kriteriet stängs, sedan samordnaren och de andra bedömarna om minst tre har bedömt',
    kept: 'Tills självskattningen låses. Kvar blir hur många som valde varje nivå',
  },
  {
    what: 'Frågor till föreningar',
    data: 'Föreningens namn, om den har svarat, dess svar, och en kaka på den enhet som svarade',
    whose: 'Föreningar; den som svarar uppger inget om sig själv',
    why: 'Att höra dem som det gäller',
    reached:
      'Samordnaren ser vilka som har svarat, och den som driver tjänsten när föreningen själv har lämnat sin länk dit. Ingen ser vad',
    kept: 'Tills frågorna stängs. Kvar blir hur många som gav varje svar, där minst fem har svarat',
  },
  {
    what: 'Kollegial granskning',
    data: 'Anteckningar, svar och redogörelse om en självskattning, och vem som föreslog och skrev under',
    whose: 'Samordnarna i två medlemmar som läser varandra',
    why: 'Att medlemmar lär av varandra',
    reached:
      'Samordnarna i båda organisationerna; gästen så länge läsningen pågår, sina egna anteckningar och redogörelsen även efter. Den som driver tjänsten ser att granskningen äger rum',
    kept: 'Så länge organisationerna finns i tjänsten. Namnet försvinner när personen tas bort',
  },
  {
    what: 'Mejl',
    data: 'Vad som skickats, till vem och när, men inte texten',
    whose: 'De som har konto eller är inbjudna',
    why: 'Att inget skickas två gånger',
    reached: 'Den som driver tjänsten, för mejl som inte kom fram',
    kept: '400 dagar',
  },
  {
    what: 'Inbjudningar',
    data: 'Namn och e-post',
    whose: 'De som är inbjudna',
    why: 'Att släppa in rätt person',
    reached: 'Den som bjöd in',
    kept: 'Oanvända: ett år efter att de gick ut',
  },
  {
    what: 'Synpunkter på kriterierna',
    data: 'Text, och e-post om man vill ha svar',
    whose: 'Vem som helst som skriver',
    why: 'Att göra nästa version bättre, och svara',
    reached: 'Den som driver tjänsten',
    kept: 'E-postadressen ett år efter att synpunkten hanterats',
  },
  {
    what: 'Bilder i skyltfönstret',
    data: 'Bilder som organisationer har lagt in',
    whose: 'De som syns på dem',
    why: 'Att visa hur andra gör',
    reached: 'Alla, så länge exemplet visas',
    kept: 'Några dygn efter att ingen text använder bilden',
  },
];

/** The register of processing, for anyone: what is kept about whom, why, and for how long. */
export function registerPage(config: Config): Markup {
  const { backups } = config;
  return markup`<div class="reading"><h1>Register över behandling av personuppgifter</h1>
    <p class="lead">Det här behandlar MR-kollen om människor. Tiderna är de som tjänsten är inställd på just nu.</p>
    <dl class="facts"><div><dt>Personuppgiftsansvarig</dt><dd>${config.operatorName} för konton, logg och drift. Varje kommun och region för det som den själv skriver.</dd></div>
      <div><dt>Rättslig grund</dt><dd>${INTEREST}</dd></div>
      <div><dt>Mottagare utanför</dt><dd>Inga. Sidorna hämtar inget från andra, och inga uppgifter lämnas till någon annan än dem som står nedan.${config.mail ? ' Mejl går genom den mejlserver som driften har valt.' : ''}</dd></div>
      <div><dt>Tredje land</dt><dd>Tjänsten för inte över uppgifter. Var servern står bestämmer ${config.operatorName}.</dd></div>
      <div><dt>Säkerhetskopior</dt><dd>${backups ? `Tas varje dygn och sparas i ${backups.keepDays} dagar. Det som har tagits bort finns kvar i dem så länge.` : `Sköts av ${config.operatorName}.`}</dd></div>
      <div><dt>Skydd</dt><dd>Krypterad förbindelse, lösenord som inte går att läsa, nycklar, behörighet per väg, och en logg som inte går att ändra i det dolda.</dd></div></dl></div>
    <div class="reading">${processings(config).map(({ what, data, whose, why, reached, kept }) => markup`<section><h2>${what}</h2><dl class="facts"><div><dt>Uppgifter</dt><dd>${data}</dd></div><div><dt>Om vem</dt><dd>${whose}</dd></div><div><dt>Varför</dt><dd>${why}</dd></div><div><dt>Vem når dem</dt><dd>${reached}</dd></div><div><dt>Hur länge</dt><dd>${kept}</dd></div></dl></section>`)}
    <p><a href="/personuppgifter">Om personuppgifter, i vanliga ord</a></p></div>`;
}
