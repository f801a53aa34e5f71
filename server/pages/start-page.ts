import type { Deps } from '../deps.ts';
import { latestCatalogue } from '../catalogues/published.ts';
import { demoSignIn } from './sign-in-page.ts';
import { shownContents } from '../showcase/shown.ts';
import { exampleCards } from './showcase-page.ts';
import { markup, type Markup } from '../http/markup.ts';

/** Public figures for the start page: how many take part, never how anyone does. */
export async function openFigures(deps: Deps): Promise<{ adopted: number; organisations: number }> {
  const row = await deps.db
    .selectFrom('assessments')
    .select((eb) => [eb.fn.countAll().as('adopted'), eb.fn.count('organisation_code').distinct().as('organisations')])
    .where('state', '=', 'adopted')
    .executeTakeFirstOrThrow();
  return { adopted: Number(row.adopted), organisations: Number(row.organisations) };
}

const number = (value: number) => value.toLocaleString('sv-SE');

export async function startPage(deps: Deps): Promise<Markup> {
  const catalogue = latestCatalogue(deps);
  const [figures, examples] = await Promise.all([openFigures(deps), shownContents(deps)]);
  return markup`<div class="hero"><h1>Hur går arbetet med mänskliga rättigheter hos er?</h1>
    <p class="lead">MR-kollen är ett verktyg för kommuner och regioner som vill se var de står, vad som är nästa steg och vad andra har gjort. Ni bedömer er själva mot ${catalogue.criteria.length} kriterier, med hänvisning till beslut och dokument.</p>
    <p class="actions"><a class="ds-button" href="/logga-in">Logga in</a> <a class="ds-button" data-variant="secondary" href="/kriterierna">Läs kriterierna</a></p></div>
    ${deps.config.demo ? demoSignIn() : ''}
    <div class="columns">
      <section><h2>Samordnaren</h2><p>Svara på kriterierna, dela ut frågor till kollegor och få ett underlag som nämnden kan besluta om. Det du skriver sparas medan du skriver.</p></section>
      <section><h2>Kollegan</h2><p>Öppna länken, svara på de kriterier du har fått och bli klar på tio minuter. Ingen utbildning behövs.</p></section>
      <section><h2>Beslutsfattaren</h2><p>Se profilen område för område på en sida: vad som är beslutat, vad som fungerar och vad som saknas.</p></section>
    </div>
    <section><h2>En profil, inget betyg</h2>
      <div class="columns">${catalogue.areas.map(({ code, name, description }) => markup`<div class="area-card"><h3><a href="/kriterierna/${catalogue.version}#${code}">${name}</a></h3><p>${description}</p></div>`)}</div>
      <p>Resultatet är er egen bedömning. Det finns ingen certifiering och ingen rangordning. <a href="/sa-raknar-vi">Så räknar vi</a>.</p></section>
    ${examples.length > 0 ? markup`<section><h2>Senast i skyltfönstret</h2>${exampleCards(examples.slice(0, 3), 'h3')}<p><a href="/skyltfonster">Alla exempel</a></p></section>` : ''}
    <section><h2>Öppna siffror</h2>
      <dl class="figures"><div><dt>Fastställda självskattningar</dt><dd>${number(figures.adopted)}</dd></div><div><dt>Kommuner och regioner som har fastställt minst en</dt><dd>${number(figures.organisations)}</dd></div><div><dt>Kriterier i version ${catalogue.version}</dt><dd>${number(catalogue.criteria.length)}</dd></div></dl>
      <p><a href="/siffror">Se nätverkets siffror</a> efter område, uppdrag, tema och kriterium.</p></section>`;
}
