import { msg } from '@lit/localize';
import { html } from 'lit';
import type { SignedIn } from '../api/session.ts';

interface Section {
  readonly href: string;
  readonly title: string;
  readonly text: string;
}

export const section = ({ href, title, text }: Section) =>
  html`<section>
    <h2><a href=${href}>${title}</a></h2>
    <p>${text}</p>
  </section>`;

export const networkSections = (): readonly Section[] => [
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
    href: '/natverket/mejl',
    title: msg('Mejl'),
    text: msg('Vad tjänsten har skickat, och vad som inte har kommit fram.'),
  },
  {
    href: '/natverket/konton',
    title: msg('Konton'),
    text: msg('Era egna, länsstyrelsernas och materialgivarnas.'),
  },
  {
    href: '/natverket/logg',
    title: msg('Logg'),
    text: msg('Vad som har hänt, misslyckade inloggningar och nekade försök.'),
  },
  {
    href: '/organisationer',
    title: msg('Bjud in'),
    text: msg('Bjud in den första samordnaren i en organisation, eller en länsstyrelse.'),
  },
];

export const countySections = ({ code, name, national }: NonNullable<SignedIn['county']>): readonly Section[] => [
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

export const providerSections = (): readonly Section[] => [
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
