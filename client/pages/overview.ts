import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { SessionView } from '../../server/accounts/contract.ts';
import type { AssessmentSummary } from '../../server/assessments/contract.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { ExampleSummary } from '../../server/showcase/contract.ts';
import { catalogue, summaries } from '../api/assessments.ts';
import { examplesOf } from '../api/showcase.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import '../components/unsent-list.ts';
import { progressBar } from '../components/progress-bar.ts';
import { formatDate } from '../i18n/format.ts';
import { draftsOf, type Draft } from '../offline/drafts.ts';
import { Page } from '../page.ts';

const STATE_NAMES: Record<AssessmentSummary['state'], () => string> = {
  draft: () => msg('Utkast'),
  ready: () => msg('Klar för beslut'),
  adopted: () => msg('Fastställd'),
};

interface Section {
  readonly href: string;
  readonly title: string;
  readonly text: string;
}

const section = ({ href, title, text }: Section) =>
  html`<section><h2><a href=${href}>${title}</a></h2><p>${text}</p></section>`;

const networkSections = (): readonly Section[] => [
  {
    href: '/natverket',
    title: msg('Nätverket'),
    text: msg('Hur långt omgången har kommit, per grupp, storlek och län.'),
  },
  {
    href: '/omgangar',
    title: msg('Omgångar'),
    text: msg('Skapa en omgång, se vem som är på väg, påminn och publicera jämförelsetal.'),
  },
  {
    href: '/medlemmar',
    title: msg('Medlemmar'),
    text: msg('Ta in organisationer i nätverket och avsluta medlemskap.'),
  },
  {
    href: '/natverket/jamforelse',
    title: msg('Alla svar'),
    text: msg('Alla som har skickat in, bredvid varandra per område eller kriterium.'),
  },
  {
    href: '/natverket/fordelning',
    title: msg('Fördelningar'),
    text: msg('Spridning, län, förändring, och var nätverket är svagast.'),
  },
  {
    href: '/natverket/stod',
    title: msg('Önskat stöd'),
    text: msg('Vad medlemmarna vill ha hjälp med, och deras förutsättningar.'),
  },
  {
    href: '/natverket/utmarker-sig',
    title: msg('Utmärker sig'),
    text: msg('Se vilka som utmärker sig enligt regeln, på vad och varför. Bjud in dem att berätta.'),
  },
  {
    href: '/natverket/skyltfonster',
    title: msg('Skyltfönstret'),
    text: msg('Granska och publicera exempel, och se vilka som snart slutar visas.'),
  },
  {
    href: '/natverket/material',
    title: msg('Material'),
    text: msg('Granska material som andra föreslår, och se vilka länkar som inte fungerar.'),
  },
  {
    href: '/synpunkter',
    title: msg('Synpunkter'),
    text: msg('Vad användare tycker om kriterierna, och brister i tillgänglighet.'),
  },
  {
    href: '/organisationer',
    title: msg('Bjud in'),
    text: msg('Bjud in den första samordnaren i en organisation, eller en länsstyrelse.'),
  },
];

const countySections = ({ code, name, national }: NonNullable<SignedIn['county']>): readonly Section[] => [
  {
    href: `/lan/${code}`,
    title: name,
    text: msg('Länets bild per tema, med rasism och antisemitism för sig, att skriva ut eller hämta.'),
  },
  ...(national
    ? [
        {
          href: '/lan',
          title: msg('Alla län'),
          text: msg('Sammanställningar för alla län, för den nationella samordningen.'),
        },
      ]
    : []),
  {
    href: '/egna-material',
    title: msg('Eget material'),
    text: msg('Föreslå kurser, vägledningar och metoder, och håll dem aktuella.'),
  },
  { href: '/kriterierna', title: msg('Kriterierna'), text: msg('Alla kriterier med nivåer, källor och stöd.') },
];

const providerSections = (): readonly Section[] => [
  {
    href: '/egna-material',
    title: msg('Eget material'),
    text: msg('Föreslå kurser, vägledningar och metoder, och håll dem aktuella.'),
  },
  { href: '/material', title: msg('Stöd och material'), text: msg('Allt material, som läsarna ser det.') },
  {
    href: '/skyltfonster',
    title: msg('Skyltfönstret'),
    text: msg('Vad kommuner och regioner berättar om sitt arbete.'),
  },
  { href: '/kriterierna', title: msg('Kriterierna'), text: msg('Alla kriterier med nivåer, källor och stöd.') },
];

/** Where are we, and what is next. */
@customElement('mr-overview')
export class Overview extends Page {
  private user!: SignedIn;
  private installation!: SessionView;
  private assessments: readonly AssessmentSummary[] = [];
  private criteria: Catalogue | undefined;
  private unsent: readonly Draft[] = [];
  /** Examples that wait for the organisation: invited, sent back, or soon to end. */
  private waiting: readonly ExampleSummary[] = [];

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.installation = await session();
    this.unsent = await draftsOf(this.user.id);
    const { organisation } = this.user;
    if (organisation) this.assessments = await summaries(organisation.code);
    if (organisation && this.user.role !== 'contributor')
      this.waiting = (await examplesOf(organisation.code)).filter(
        ({ stage, origin, message, expiresSoon }) =>
          stage === 'invited' || (stage === 'draft' && (origin === 'invited' || message !== '')) || expiresSoon,
      );
    const [latest] = this.assessments;
    if (latest && this.user.role === 'contributor') this.criteria = await catalogue(latest.catalogue);
  }

  override render() {
    const { organisation } = this.user;
    return html`<h1 tabindex="-1">${organisation ? organisation.name : msg(str`Välkommen, ${this.user.name}`)}</h1>
      <mr-unsent-list user=${this.user.id} .drafts=${this.unsent}></mr-unsent-list> ${organisation ? this.renderOrganisation() : this.renderOutside()}`;
  }

  private renderOutside() {
    if (this.user.role === 'network_admin') return html`<div class="columns">${networkSections().map(section)}</div>`;
    if (this.user.county) return html`<div class="columns">${countySections(this.user.county).map(section)}</div>`;
    return html`<div class="columns">${providerSections().map(section)}</div>`;
  }

  private renderOrganisation() {
    if (this.user.role === 'contributor') return this.renderMine();
    const [latest, ...earlier] = this.assessments;
    const { year } = this.installation;
    const mayStart = this.user.role === 'coordinator' && latest?.year !== year;
    return html`
      ${latest ? this.renderLatest(latest) : nothing} ${this.renderWaiting()}
      ${
        mayStart
          ? html`<section class="panel"><h2>${latest ? msg(str`Dags för ${year}?`) : msg('Kom igång')}</h2>
            <p>${latest ? msg('Utgå från förra årets svar, så behöver ni bara skriva det som har ändrats.') : msg('Börja med startspåret. Det går att besvara på en eftermiddag, och ni kan gå vidare till alla kriterier när som helst.')}</p>
            <p><a class="ds-button" href="/sjalvskattning/ny">${msg('Starta självskattning')}</a></p></section>`
          : !latest
            ? html`<p>${msg('Samordnaren har inte startat någon självskattning ännu.')}</p>`
            : nothing
      }
      ${
        earlier.length > 0
          ? html`<section><h2>${msg('Tidigare')}</h2><div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Tidigare självskattningar')}><table class="ds-table"><thead><tr><th scope="col">${msg('År')}</th><th scope="col">${msg('Läge')}</th><th scope="col">${msg('Visa')}</th></tr></thead>
            <tbody>${earlier.map(
              (
                row,
              ) => html`<tr><td>${row.year}${row.revision > 1 ? msg(str`, rättelse ${row.revision - 1}`) : nothing}</td><td>${row.sharing === null ? STATE_NAMES[row.state]() : msg('Inskickad')} <span class="quiet">${msg(str`kriterier version ${row.catalogue}`)}</span></td>
              <td><a href="/resultat/${row.id}" aria-label=${msg(str`Resultat ${row.year}`)}>${msg('Resultat')}</a> · <a href="/sjalvskattning/${row.id}" aria-label=${msg(str`Svaren ${row.year}`)}>${msg('Svaren')}</a></td></tr>`,
            )}</tbody></table></div></section>`
          : nothing
      }`;
  }

  private renderWaiting() {
    if (this.waiting.length === 0) return nothing;
    const why = ({ stage, expiresSoon, expiresAt }: ExampleSummary) =>
      stage === 'invited'
        ? msg('Ni är inbjudna att berätta.')
        : expiresSoon
          ? msg(str`Slutar visas ${formatDate(expiresAt ?? '')}.`)
          : msg('Utkast. Skriv klart, samtyck och skicka.');
    return html`<section class="panel"><h2>${msg('Skyltfönstret')}</h2><ul class="plain">${this.waiting.map((row) => html`<li><a href="/exempel/${row.id}">${row.title || row.subject.title}</a>: ${why(row)}</li>`)}</ul></section>`;
  }

  private renderLatest(latest: AssessmentSummary) {
    return html`<section class="panel"><h2>${msg(str`Självskattning ${latest.year}`)} <span class="ds-tag" data-color=${latest.state === 'adopted' ? 'success' : 'info'}>${latest.sharing === null ? STATE_NAMES[latest.state]() : msg('Inskickad')}</span></h2>
      ${progressBar(latest.progress)}
      <p class="quiet">${msg(str`Kriterier version ${latest.catalogue}`)}${latest.track === 'starter' ? html`, ${msg('startspåret')}` : nothing}. ${msg(str`Senast ändrad ${formatDate(latest.updatedAt)}.`)}</p>
      <p class="actions">${this.nextStep(latest)}</p></section>`;
  }

  private nextStep({ id, state, sharing, progress }: AssessmentSummary): TemplateResult {
    const coordinator = this.user.role === 'coordinator';
    const results = html`<a class="ds-button" data-variant="secondary" href="/resultat/${id}">${msg('Se resultatet')}</a>`;
    if (state === 'adopted') {
      return sharing === null
        ? html`<a class="ds-button" href="/sjalvskattning/${id}/skicka">${coordinator ? msg('Skicka in till nätverket') : msg('Se vad som kan skickas in')}</a> ${results}`
        : html`<a class="ds-button" href="/jamfor">${msg('Jämför med andra')}</a> ${results} <a href="/sjalvskattning/${id}/skicka">${msg('Ändra delningen')}</a>`;
    }
    if (state === 'ready')
      return html`<a class="ds-button" href="/sjalvskattning/${id}/beslut">${msg('Registrera beslutet')}</a> ${results}`;
    if (!coordinator) return html`${msg('Samordnaren arbetar med svaren.')} ${results}`;
    const left = progress.applicable - progress.answered;
    return left > 0
      ? html`<a class="ds-button" href="/sjalvskattning/${id}">${msg(str`Fortsätt: ${left} kvar`)}</a> ${results}`
      : html`<a class="ds-button" href="/sjalvskattning/${id}/beslut">${msg('Gör klar för beslut')}</a> ${results}`;
  }

  private renderMine() {
    const titles = new Map(this.criteria?.criteria.map(({ code, title }) => [code, title]));
    const active = this.assessments.filter(({ state }) => state === 'draft');
    if (active.length === 0)
      return html`<p>${msg('Inget kriterium är utdelat till dig just nu. Samordnaren i din organisation delar ut dem, och då syns de här.')}</p>`;
    return html`${active.map((row) => {
      const left = row.handedOut.filter(({ answered }) => !answered).length;
      const [message] = row.handedOut.map((each) => each.message).filter(Boolean);
      return html`<section class="panel"><h2>${msg(str`Självskattning ${row.year}`)}</h2>
        <p>${left === 0 ? msg('Du har svarat på allt som är utdelat till dig. Tack!') : msg(str`${left} av ${row.handedOut.length} kriterier väntar på ditt svar.`)}</p>
        ${message ? html`<p class="message">${message}</p>` : nothing}
        <ul class="plain task-list">${row.handedOut.map(
          ({
            code,
            answered,
            due,
          }) => html`<li><a href="/sjalvskattning/${row.id}/${code}">${code} ${titles.get(code) ?? ''}</a>
          <span><span class="ds-tag" data-size="sm" data-color=${answered ? 'success' : 'neutral'}>${answered ? msg('Besvarat') : msg('Obesvarat')}</span>${due && !answered ? html` <span class="quiet">${msg(str`senast ${formatDate(due)}`)}</span>` : nothing}</span></li>`,
        )}</ul></section>`;
    })}`;
  }
}
