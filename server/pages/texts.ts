import type { Catalogue } from '../../criteria/model.ts';
import { STANDOUT_RULE } from '../../criteria/comparison/standouts.ts';
import type { Config } from '../config.ts';
import type { FieldError } from '../http/problem.ts';
import { markup, type Markup } from '../http/markup.ts';
import { errorSummary, field } from './sign-in-page.ts';

export function howWeCount(catalogue: Catalogue): Markup {
  return markup`<article class="reading"><h1>Så räknar vi</h1>
    <p class="lead">Reglerna här gäller överallt i tjänsten: på skärmen, i utskrifter och i det som hämtas. Det finns bara ett ställe i koden som räknar.</p>
    <h2>Nivåerna</h2>
    <p>Varje kriterium har fem nivåer. En nivå gäller när dess beskrivning stämmer och det som de lägre nivåerna kräver också finns på plats.</p>
    <ol class="level-list" start="0">${catalogue.vocabulary.levelNames.map((name, i) => markup`<li value="${i}"><strong>${i} ${name}</strong></li>`)}</ol>
    <h2>Tre slags svar</h2>
    <ul><li><strong>En nivå, 0–4.</strong></li><li><strong>Ej aktuellt</strong>, med en motivering, där kriteriet tillåter det. Kriteriet räknas då inte med.</li><li><strong>Obesvarat.</strong> Räknas aldrig som noll. Ett svar som följt med från förra året räknas som obesvarat tills någon har bekräftat det.</li></ul>
    <h2>Index</h2>
    <p>Index för en grupp av kriterier är summan av nivåerna delad med den högsta möjliga summan för de besvarade kriterierna, gånger hundra. Det avrundas till en decimal.</p>
    <p class="example">Exempel: tre kriterier är besvarade med nivå 1, 2 och 2. Summan är 5 av 12 möjliga. Index är 100 × 5 ÷ 12 = 41,7.</p>
    <p>Bredvid varje index står hur många kriterier som är besvarade, hur många som gäller er och hur många som är ej aktuella.</p>
    <ul><li>Är färre än tre kriterier i gruppen besvarade visas nivåerna men inget index.</li><li>Är färre än 80 procent av kriterierna besvarade är indexet <strong>ofullständigt</strong> och används inte i jämförelser.</li><li>Startspåret har ${catalogue.criteria.filter(({ starter }) => starter).length} kriterier. Det jämförs bara kriterium för kriterium.</li></ul>
    <h2>Resultatet är en profil</h2>
    <p>Resultatet är profilen, område för område. Ett samlat tal för alla områden visas aldrig ensamt. Kriterier som gäller alla uppdrag kallas övergripande. De är en egen grupp och räknas inte in i något uppdrag.</p>
    <h2>Underlagsgrad</h2>
    <p>Underlagsgraden är andelen svar på nivå 2 eller högre som har minst ett underlag. Ett svar utan underlag behåller sin nivå, men det syns att underlaget saknas.</p>
    <h2>Jämförelse mellan år</h2>
    <p>Förändring räknas bara på kriterier som betyder samma sak båda åren och som är besvarade båda åren. Antalet står bredvid. När kriterierna inte går att jämföra bryts linjen i diagrammet.</p>
    <h2>När en siffra saknas</h2>
    <dl class="facts"><div><dt>-</dt><dd>uppgift saknas</dd></div><div><dt>.</dt><dd>ej aktuellt</dd></div><div><dt>..</dt><dd>visas inte, för att skydda någon</dd></div></dl>
    <h2>Nästa år</h2>
    <p>När ni utgår från förra året följer svaren med och märks ”att bekräfta”. Nivån följer med om kriteriet frågar efter samma sak. Är kriteriet delat, sammanslaget eller ändrat i sak följer text och underlag med, men nivån väljer ni på nytt. Den gamla lydelsen visas bredvid. Ingenting försvinner, och inget blir bekräftat utan att en människa gör det.</p>
    <h2 id="jamforelse">Jämförelse med andra</h2>
    <p>Den som är med i nätverket kan jämföra sig med en grupp i taget: alla kommuner, kommungruppen, huvudgruppen, länet eller kommuner av samma storlek. När omgången stänger slås kommungrupper som är för små för att visas ihop med sina grannar i listan, till grupper som aldrig överlappar. Det avgörs av vilka som är med och vad de har svarat på, aldrig av nivåerna. Regioner jämförs med regioner. Region Gotland jämförs med kommuner, i de kriterier som gäller kommuner. Storstäderna är tre och visas därför med pendlingskommunerna nära dem. Kommungrupp, län och folkmängd är de som gällde när organisationen skickade in.</p>
    <ul><li>Antal och median visas när minst fem har svarat, kvartiler och fördelning när minst tio har svarat. Vi visar aldrig rang. Högsta och lägsta index visas inte heller.</li>
    <li>Kvartiler räknas med linjär interpolation mellan de närmaste värdena, som KVARTIL.INK i Excel.</li>
    <li>Kan gruppens egen siffra inte visas för alla står en vidare grupps siffra i stället, med dess namn.</li>
    <li>Förändring gäller samma organisationer båda åren. Medianen är medianen av deras förändringar.</li></ul>
    <h2>Tre sätt att dela</h2>
    <dl class="facts"><div><dt>Statistik</dt><dd>syns bara i sammanställningar; den som driver tjänsten ser nivåerna men inte motiveringar och underlag</dd></div><div><dt>Nätverket</dt><dd>syns med namn, text och underlag för andra medlemmar och den som driver tjänsten, och för länsstyrelsen om man väljer det</dd></div><div><dt>Öppet</dt><dd>syns för vem som helst</dd></div></dl>
    <p>Det ni skriver om önskat stöd och förutsättningar läser alltid den som driver tjänsten, när ni har skickat in.</p><p>Valet görs för varje självskattning. Ni kan alltid ändra till att dela mindre. Ni kan också dela mer, så långt beslutet tillåter. När någon delar mindre försvinner namn och text direkt. Siffrorna räknas om, så att era svar skyddas som andras.</p>
    <h2 id="skydd">Så skyddas de som bara delar statistik</h2>
    <p>En siffra för alla i en grupp visas bara om det som går att räkna ut alltid gäller minst fem organisationer som inte syns med namn: i gruppen, utanför den, och när siffror jämförs med varandra eller med tidigare utgåvor. Visar någon sitt namn senare kan färre vara kvar. Då är det utbytet nedan som skyddar dem. Den som läser kan själv vara en av dem, så bland medlemmar krävs minst sex. Annars visas siffran bara för dem som syns med namn, och då står det hur många som inte ingår. Går inte det heller visas ingen siffra. Siffrorna för medlemmar och de öppna siffrorna prövas var för sig, mot den läsare som redan vet mest. Vad någon har svarat avgör aldrig om en siffra visas.</p>
    <p><strong>En del skyddade svar är utbytta.</strong> I siffror för alla dras för ungefär vart fjärde svar från dem som inte syns med namn vad det räknas som: oftast som någon annans i gruppen, ibland som vad som helst, och ibland råkar det bli detsamma. Det dras en gång och gäller sedan. Den som bara delar statistik kan därför alltid säga att en siffra inte visar just dess svar, och fördelningen blir ändå ungefär densamma: i våra prov blev var elfte median en annan. Gömmer sig sex eller fler i en grupp räknas minst tre av dem med något annat än den låga nivå som de andra har, så långt det går när några få i taget kommer till senare. Siffror för dem som syns med namn är orörda.</p>
    <p>Två eller tre medlemmar som lägger ihop sina egna svar kan inte heller veta vad någon annan har svarat. De kan gissa. I våra prov leder siffrorna två som går ihop till en slutsats om någon annan i ett fall av 430, och tre i ett av 200. Då stämmer gissningen i nio fall av tio. En ensam läsare, eller två, kommer aldrig till någon slutsats om en låg nivå.</p>
    <h2 id="civilsamhallet">Civilsamhällets bild</h2>
    <p>En kommun eller region kan fråga föreningar hur de upplever dess arbete. Hur många som blev tillfrågade, svarade och tackade nej står alltid med, och vem som valde dem. Ingen får veta vad en viss förening har svarat. När frågorna stänger dras för ungefär vart fjärde svar vad det räknas som, på samma sätt som ovan men utan att låga svar flyttas, och sedan raderas svaren. Har färre än fem svarat på en fråga visas inget. Den som har frågat får skriva ett svar men kan inte ta bort bilden.</p>
    <h2>Utgåvor</h2>
    <p>Siffrorna publiceras i utgåvor: när omgången stänger, tidigare om den som driver tjänsten väljer det, och när någon delar mindre. En tidig utgåva gäller bara dem som syns med namn. Rättelser och sena svar kommer med i nästa utgåva, där det går. Varje utgåva sparas med det som den bygger på, så att en siffra går att förklara i efterhand.</p>
    <h2 id="utmarker-sig">Vilka som utmärker sig</h2>
    <p>I skyltfönstret får andra lära av dem som har kommit långt. Vilka som kan bjudas in bestäms av en regel, inte av en jury. Den gäller bara fastställda självskattningar som delas med nätverket eller öppet.</p>
    <ul><li><strong>Ett kriterium:</strong> nivå ${STANDOUT_RULE.top} med underlag. Eller minst ${STANDOUT_RULE.rise} nivåer upp sedan året innan, till minst nivå ${STANDOUT_RULE.from}, med underlag. Vid en sådan ökning ska kriteriet gå att jämföra mellan åren, och även självskattningen året innan ska delas med nätverket eller öppet.</li>
    <li><strong>Ett område:</strong> minst 80 procent besvarat, index minst ${STANDOUT_RULE.index} och underlag för minst ${STANDOUT_RULE.evidence} procent av svaren på nivå 2 eller högre. Indexet ska också nå den övre kvartilen i kommungruppen, med minst ${STANDOUT_RULE.fewestPeers} som svarat. Finns ingen publicerad kvartil för alla i kommungruppen används den närmaste vidare gruppens. Regioner jämförs med regioner. Den som ligger precis på gränsen räknas med. Bara publicerade siffror används.</li></ul>
    <p>Den som driver tjänsten väljer vilka på listan som bjuds in. Organisationen skriver själv och samtycker till texten som den ska visas. Den visas i 24 månader och kan dras tillbaka när som helst. ”Eget exempel” är sådant som en medlem har föreslagit själv. Det är inte uttaget efter någon nivå. Delar organisationen bara statistik försvinner de exempel som bygger på självskattningen. De försvinner också om en rättelse gör att den inte längre utmärker sig. Skyltfönstret visar inte nivån eller indexet bakom, för det skulle kunna säga något om andra. Den som har visats räknas som känd när siffror om andra skyddas, men skyddas själv som förut.</p>
    <h2>Ingen rangordning</h2>
    <p>MR-kollen visar ingen lista som är ordnad efter resultat och inget betyg. Plattformen för mänskliga rättigheter har ingen certifiering. Resultatet är organisationens egen bedömning.</p></article>`;
}

export function accessibilityPage(
  config: Config,
  sent: boolean,
  given: { text: string; replyTo: string },
  errors: readonly FieldError[],
): Markup {
  const at = (name: string) => errors.find((error) => error.field === name);
  return markup`<article class="reading">${errorSummary(errors)}<h1>Tillgänglighet i MR-kollen</h1>
    <p class="lead">${config.operatorName} står bakom webbplatsen. Vi vill att så många som möjligt ska kunna använda den. Här står hur väl den uppfyller lagen om tillgänglighet till digital offentlig service, vad som brister och hur du säger till.</p>
    <h2>Hur tillgänglig är webbplatsen?</h2>
    <p>Vi har byggt efter WCAG 2.2, nivå AA. Webbplatsen är <strong>delvis förenlig</strong> med kraven, eftersom den ännu inte har prövats av användare med hjälpmedel eller av en oberoende granskare.</p>
    <h2>Kända brister</h2>
    <ul><li>Sidorna är prövade med automatiska verktyg, tangentbord och förstoring till 400 procent, men inte med alla skärmläsare.</li><li>API-sidan (<a href="/api/docs/">/api/docs</a>) är ett färdigt verktyg för utvecklare och har brister i kontrast och rubriker.</li><li>De inloggade sidorna kräver JavaScript. De öppna sidorna fungerar utan.</li><li>Bilder i skyltfönstret har en beskrivning som organisationen själv har skrivit. Ingen bild publiceras utan, men beskrivningarna kan vara olika utförliga.</li><li>Material som vi länkar till ligger hos andra. Vi har inte prövat hur tillgängligt det är.</li></ul>
    <h2>Så har vi prövat</h2>
    <p>Vi gör en egen bedömning. Varje sida kontrolleras automatiskt med axe-core i ljust och mörkt läge, vid 1280 och 320 pixlars bredd, varje gång koden ändras. Hela arbetsgången från inloggning till fastställd självskattning prövas med enbart tangentbord, liksom att skriva ett exempel och samtycka till att det visas. Att rubriker, språk och länktexter är rätt prövas på alla öppna sidor.</p>
    <p>Webbplatsen togs i bruk och bedömdes den 23 november 2026. Redogörelsen uppdaterades senast den 23 november 2026.</p>
    <section id="rapportera" class="panel"><h2>Rapportera en brist</h2>
      ${
        sent
          ? markup`<p role="status"><strong>Tack! Vi har tagit emot din anmälan.</strong></p>`
          : markup`<p>Beskriv vad du försökte göra och vad som hindrade dig.${config.contactEmail ? markup` Du kan också skriva till <a href="mailto:${config.contactEmail}">${config.contactEmail}</a>.` : ''}</p>
      <form method="post" action="/tillganglighet" novalidate class="form">
        ${field('Vad fungerar inte?', 'text', markup`<textarea class="ds-input" id="text" name="text" rows="4">${given.text}</textarea>`, at('text'))}
        ${field('E-postadress om du vill ha svar (frivilligt)', 'replyTo', markup`<input class="ds-input" id="replyTo" name="replyTo" type="email" autocomplete="email" value="${given.replyTo}">`, at('replyTo'))}
        <button class="ds-button">Skicka anmälan</button></form>`
      }</section>
    <h2>Tillsyn</h2>
    <p>Myndigheten för digital förvaltning (Digg) har tillsyn över lagen. Är du inte nöjd med vårt svar kan du <a href="https://www.digg.se">anmäla det till Digg</a>.</p></article>`;
}

export function personalDataPage(config: Config): Markup {
  return markup`<article class="reading"><h1>Om personuppgifter</h1>
    <p class="lead">MR-kollen handlar om organisationer, inte om enskilda. Vi sparar så lite som möjligt om dig som använder tjänsten.</p>
    <h2>Vad vi sparar</h2>
    <ul><li><strong>Konto:</strong> namn, e-postadress i arbetet, roll och organisation. Lösenordet sparas så att ingen kan läsa det.</li><li><strong>Inloggningar:</strong> när du loggade in, hur och med vilken webbläsare, så länge inloggningen gäller. Har du nycklar (passkeys) sparas deras namn och öppna del. Loggar du in med din organisations egen inloggning sparas vem du är där.</li><li><strong>Logg:</strong> vem som låste, fastställde, skickade in, rättade eller maskerade en självskattning eller ändrade hur den delas, vem som bjöd in vem, och vem som tog varje steg med ett exempel, ett material eller en kollegial granskning. De stegen i en granskning, och namnen på dem som skriver under, ser också den andra organisationen. Där står också när du har loggat in, misslyckade inloggningar, och försök att nå det som rollen inte får. När du loggar in ser ingen av dina kollegor.</li><li><strong>Svar och kommentarer:</strong> vem som senast ändrade ett svar, och vem som skrev en kommentar.</li><li><strong>Mejl:</strong> vad du har fått mejl om och när, men inte texten. Det tas bort efter drygt ett år. Du väljer själv under Mitt konto vad du vill ha mejl om.</li></ul>
    <h2>Kakor</h2>
    <p>Vi använder bara kakor som behövs för det du gör:</p>
    <ul><li><code>mr-kollen</code>, när du loggar in, så att du förblir inloggad tills inloggningen går ut.</li><li><code>mr-kollen-start</code>, i tio minuter, när du loggar in med nyckel eller din organisations inloggning.</li><li><code>mr-kollen-plats</code>, i 60 dagar, när du skriver koden till en gemensam bedömning, så att du kan fortsätta på samma telefon eller dator.</li><li><code>mr-kollen-forening</code>, i 90 dagar, när en förening öppnar sin länk, så att bara den som har svarat kan ändra svaret.</li></ul>
    <p>Vi mäter inte besök och använder inga tjänster från andra.</p>
    <h2>I din webbläsare</h2>
    <p>Text som inte har kunnat skickas sparas i din webbläsare tills den har kommit fram. Den ligger kvar om du stänger datorn. Logga ut och töm webbläsaren om du har skrivit på en dator som andra använder.</p>
    <h2>Skriv inga personuppgifter i svaren</h2>
    <p>Det du skriver kan bli allmän handling. Skriv funktioner, inte namn. Har någon råkat skriva en personuppgift i en fastställd självskattning kan samordnaren maskera den, och det syns i loggen att det har hänt.</p>
    <h2>Exempel och bilder i skyltfönstret</h2>
    <p>Ett exempel handlar om en organisations arbete. Kontakten är en funktion, inte en person. Organisationen har läst och samtyckt till hela texten innan den visas, och kan dra tillbaka den när som helst. Då försvinner den direkt från sidorna, sökningen, flödet och de öppna filerna.</p>
    <p>När en bild skickas görs den om. Uppgifter om plats, tid och kamera som kan finnas i filen följer inte med. Den som skickar en bild svarar för att de som syns på den har gått med på det. När ingen text använder bilden längre tas den bort inom några dygn.</p>
    <h2>Öppna data</h2>
    <p>Det som en organisation visar öppet kan vem som helst hämta och använda. Slutar organisationen visa det försvinner det härifrån, men det som andra redan har hämtat når vi inte.</p>
    <h2>Vem ansvarar?</h2>
    <p>${config.operatorName} ansvarar för tjänsten och kontona. Varje kommun och region ansvarar för det som den själv skriver. Den rättsliga grunden är uppgift av allmänt intresse.</p>
    <h2>Dina rättigheter</h2>
    <p>Delar er organisation med namn ser andra medlemmar i nätverket samordnarnas namn och e-post bredvid svaren, så att de kan höra av sig.</p>
    <p>Du har rätt att få veta vad som finns om dig, få fel rättade, få kontot stängt och få dina uppgifter borttagna. Allt som finns om dig hämtar du själv under Mitt konto. Ett stängt konto kan samordnaren ta bort uppgifterna ur, och efter ${config.closedAccountMonths} månader försvinner de av sig själva. Det du har skrivit i självskattningarna är organisationens och finns kvar utan ditt namn.</p>
    <p><a href="/personuppgifter/register">Registret över behandling</a> säger vad som finns, varför och hur länge.</p>
    <p>Vänd dig till samordnaren i din organisation${config.contactEmail ? markup`, eller till <a href="mailto:${config.contactEmail}">${config.contactEmail}</a>` : ''}. Du kan klaga hos Integritetsskyddsmyndigheten.</p></article>`;
}

export function aboutPage(config: Config): Markup {
  return markup`<article class="reading"><h1>Om tjänsten</h1>
    <p class="lead">MR-kollen hjälper kommuner och regioner att bedöma sitt eget arbete med mänskliga rättigheter, och att lära av varandra.</p>
    <h2>Bakgrund</h2>
    <p>År 2017 beslutade Sveriges Kommuner och Landsting (SKL) om en plattform för mänskliga rättigheter i kommuner, landsting och regioner. Samma år kom SKL och regeringen överens om att fler skulle använda den och att kriterierna var ett bra verktyg för att lyfta fram dem som har kommit långt. SKL heter sedan 2019 Sveriges Kommuner och Regioner, SKR. Den här installationen drivs av ${config.operatorName}.</p>
    <h2>Kriterierna</h2>
    <p>Kriterierna är skrivna för MR-kollen. De bygger på plattformens offentliga beskrivningar, på överenskommelserna och på lagar och konventioner, och varje kriterium anger sina källor. De är inte SKL:s officiella ordalydelse.</p>
    <h2>Så går det till</h2>
    <ol><li>Samordnaren startar årets självskattning, med alla kriterier eller med ett kortare startspår.</li><li>Kollegor får de kriterier som rör dem och svarar.</li><li>Samordnaren låser innehållet när det är klart för beslut.</li><li>Nämnden eller styrelsen beslutar, och beslutet registreras. Då är självskattningen fastställd och ändras inte mer.</li><li>Är ni med i nätverket skickar ni in den och väljer hur den delas. Sedan kan ni jämföra er med andra och lära av dem.</li><li>Nästa år utgår ni från det ni har.</li></ol>
    <h2>Lära av varandra</h2>
    <p>I <a href="/skyltfonster">skyltfönstret</a> berättar kommuner och regioner hur de gör. Vilka som kan bjudas in bestäms av en <a href="/sa-raknar-vi#utmarker-sig">öppen regel</a>, och inget visas utan organisationens samtycke. Under <a href="/material">Stöd och material</a> finns kurser, vägledningar och metoder från myndigheter, universitet, länsstyrelser, kommuner och regioner. Kriterier, siffror, öppna självskattningar och exempel finns också som <a href="/data">öppna data</a>.</p>
    <h2>Frivilligt och ert eget</h2>
    <p>Det är frivilligt att använda MR-kollen. Uppgifterna är organisationens egna. Innan självskattningen är inskickad ser den som driver tjänsten bara om den är påbörjad, om ni inte själva väljer att visa mer.</p>
    <h2>Allmän handling</h2>
    <p>En fastställd självskattning är normalt en allmän handling hos er. Skriv därför diarienummer och funktioner, inte personuppgifter.</p>
    <h2>Kom igång</h2>
    <p>Den som driver tjänsten bjuder in den första samordnaren i varje organisation. Sedan bjuder samordnaren själv in sina kollegor.${config.contactEmail ? markup` Skriv till <a href="mailto:${config.contactEmail}">${config.contactEmail}</a>.` : ''}</p>
    <h2>Öppen källkod</h2><p>MR-kollen är fri programvara med MIT-licens. Vem som helst får köra den.</p></article>`;
}

export function englishPage(config: Config): Markup {
  return markup`<article class="reading"><h1>About MR-kollen</h1>
    <p class="lead">MR-kollen is a tool with which Sweden’s municipalities and regions assess their own work with human rights against a published set of criteria: governance, follow-up, dialogue with civil society and the 2030 Agenda.</p>
    <p>It is run by ${config.operatorName}. The assessments are the organisations’ own. There is no certification and no ranking. Municipalities and regions that stand out by a published rule are invited to tell the others how they work, and the criteria, figures, open assessments and examples can be fetched as <a href="/data" hreflang="sv">open data</a>. The criteria are the project’s own text, written from public sources.</p>
    <p>The public pages and the criteria are in Swedish. When signed in, you can switch the interface to English at the bottom of every page.</p>
    <p><a href="/kriterierna" hreflang="sv">The criteria (in Swedish)</a> · <a href="/api/docs/">API documentation (in Swedish)</a></p></article>`;
}
