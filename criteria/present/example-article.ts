import { formatDate, formatIndex } from './format.ts';
import { peerGroup } from '../comparison/peer-groups.ts';
import type { Standout } from '../comparison/standouts.ts';
import type { Tag } from './tag.ts';

/** What the public page of an example is drawn from (the server's ExampleContent has this shape). */
export interface ExampleArticle {
  readonly origin: 'invited' | 'own';
  readonly organisation: {
    readonly name: string;
    readonly kind: 'kommun' | 'region';
    readonly group: string;
    readonly county: string;
  };
  readonly subject: { readonly code: string; readonly title: string; readonly kind: 'criterion' | 'area' };
  readonly year: number;
  readonly catalogue: string;
  readonly text: {
    readonly title: string;
    readonly what: string;
    readonly why: string;
    readonly effect: string;
    readonly hard: string;
    readonly time: string;
    readonly suited: string;
    readonly contact: string;
    readonly contactEmail: string;
    readonly link: string;
    readonly pictures: readonly { readonly id: string; readonly alt: string }[];
  };
  readonly pictures: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly publishedAt: string | null;
  readonly expiresAt: string | null;
}

/** Why the organisation stands out, for itself and SKL. The public is not told figures (README, "Skyltfönstret"). */
export function reasonSentence(why: Standout, year: number): string {
  switch (why.kind) {
    case 'top':
      return `Nivå 4 år ${year}, den högsta, med underlag.`;
    case 'rise':
      return `Från nivå ${why.before} år ${why.beforeYear} till nivå ${why.level} år ${year}, med underlag.`;
    case 'area':
      return `Index ${formatIndex(why.index)} av 100 för hela området år ${year}, i den översta fjärdedelen av gruppen ${peerGroup(why.peers)?.name ?? ''} (${why.n} har svarat). Underlag finns för ${formatIndex(why.evidence)} procent av svaren på nivå 2 eller högre.`;
  }
}

/** "Utmärker sig" for what the rule found; "Eget exempel" for what was offered unasked. */
export function originLabel(origin: ExampleArticle['origin']): string {
  return origin === 'own' ? 'Eget exempel' : 'Utmärker sig';
}

function paragraphs<T>(html: Tag<T>, text: string): T[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p class="typed">${part.trim()}</p>`);
}

/** The words for those who do not see a picture. */
export function altOf({ pictures }: Pick<ExampleArticle['text'], 'pictures'>, picture: string): string {
  return pictures.find(({ id }) => id === picture)?.alt ?? '';
}

function picture<T>(html: Tag<T>, { id, width, height }: ExampleArticle['pictures'][number], alt: string): T {
  return html`<img
    src="/skyltfonster/bilder/${id}"
    srcset="/skyltfonster/bilder/${id}?liten 480w, /skyltfonster/bilder/${id} ${width}w"
    sizes="(max-width: 30rem) 100vw, 44rem"
    alt="${alt}"
    width="${width}"
    height="${height}"
    loading="lazy"
    decoding="async"
  />`;
}

/**
 * An example as the public reads it. One template for the public page, the organisation's consent and SKL's review, so
 * that what is consented to is what is shown. Public pages are in Swedish, and so is this.
 */
export function exampleArticle<T>(html: Tag<T>, example: ExampleArticle, inside: 'page' | 'preview' = 'page'): T {
  const { text, organisation, subject } = example;
  const about =
    subject.kind === 'criterion'
      ? `/kriterierna/${example.catalogue}/${subject.code}`
      : `/kriterierna/${example.catalogue}#${subject.code}`;
  // In a preview the page has a heading of its own, and these are below it.
  const subheading = (words: string) => (inside === 'page' ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`);
  const part = (heading: string, given: string) =>
    given === '' ? '' : html`<section>${subheading(heading)}${paragraphs(html, given)}</section>`;
  const place = [organisation.county, organisation.kind === 'kommun' ? organisation.group : '']
    .filter(Boolean)
    .join(' · ');
  return html`<article class="reading showcase-article">
    <p class="eyebrow">${organisation.name} · ${place}</p>
    ${inside === 'page' ? html`<h1 tabindex="-1">${text.title}</h1>` : html`<h2 class="preview-title">${text.title}</h2>`}
    <div class="about">
      <p>
        <span class="ds-tag" data-size="sm">${originLabel(example.origin)}</span>
        <a href="${about}"
          >${subject.kind === 'criterion' ? `${subject.code} ${subject.title}` : `Området ${subject.title}`}</a
        >, kriterier version ${example.catalogue}
      </p>
      ${
        example.origin === 'own'
          ? html`<p>Organisationen har själv valt att berätta. Exemplet är inte uttaget efter någon nivå.</p>`
          : html`<p>
              Utmärker sig år ${example.year} <a href="/sa-raknar-vi#utmarker-sig">enligt en öppen regel</a>. Egen
              bedömning.
            </p>`
      }
    </div>
    ${example.pictures.slice(0, 1).map((each) => picture(html, each, altOf(text, each.id)))}
    ${part('Det här gör vi', text.what)} ${part('Varför', text.why)} ${part('Det har gett', text.effect)}
    ${part('Det här var svårt', text.hard)} ${part('Tid och resurser', text.time)} ${part('Passar för', text.suited)}
    ${example.pictures.slice(1).map((each) => picture(html, each, altOf(text, each.id)))}
    <section>
      ${subheading('Vill du veta mer?')}
      <p>
        Kontakta ${text.contact},
        ${organisation.name}.${text.contactEmail ? html` E-post: <a href="mailto:${text.contactEmail}">${text.contactEmail}</a>.` : ''}
      </p>
      ${text.link ? html`<p><a href="${text.link}" rel="noopener">Läs mer hos ${organisation.name}</a></p>` : ''}
    </section>
    ${
      example.publishedAt && example.expiresAt
        ? html`<p class="quiet">
            Publicerat ${formatDate(example.publishedAt)}. Visas längst till ${formatDate(example.expiresAt)}. Texten
            får användas med källa: ${organisation.name},
            <a href="https://creativecommons.org/licenses/by/4.0/deed.sv" rel="license noopener">CC BY 4.0</a>.
          </p>`
        : ''
    }
  </article>`;
}
