import { Feed } from 'feed';
import type { FastifyInstance } from 'fastify';
import { altOf, exampleArticle } from '../../criteria/present/example-article.ts';
import { latestCatalogue } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { organisationNamed } from '../organisations/queries.ts';
import { showcaseQuery, type ExampleContent } from '../showcase/contract.ts';
import { browseShowcase, shownContent, shownContents } from '../showcase/shown.ts';
import { choicesIn } from './choice-field.ts';
import { markup } from '../http/markup.ts';
import { excerpt } from './metadata.ts';
import { showPublic } from './public-page.ts';
import { furtherExamples, SHOWCASE_ADDRESS, showcasePage } from './showcase-page.ts';

const FEED = { path: '/skyltfonster/flode.xml', title: 'Nya exempel i skyltfönstret' };

function aboutExample({ slug, text, organisation, pictures, publishedAt, subject }: ExampleContent) {
  const [picture] = pictures;
  const description = excerpt(text.what, 155);
  const image = picture && {
    path: `/skyltfonster/bilder/${picture.id}`,
    alt: altOf(text, picture.id),
    width: picture.width,
    height: picture.height,
  };
  return {
    path: `/skyltfonster/${slug}`,
    title: `${text.title} – ${organisation.name}`,
    description,
    kind: 'article',
    ...(image ? { image } : {}),
    ...(publishedAt ? { published: publishedAt } : {}),
    structured: {
      '@type': 'Article',
      headline: text.title,
      description,
      inLanguage: 'sv',
      ...(publishedAt ? { datePublished: publishedAt } : {}),
      author: { '@type': 'GovernmentOrganization', name: organisation.name },
      about: subject.title,
      license: 'https://creativecommons.org/licenses/by/4.0/',
    },
  } as const;
}

/** The public showcase: whole documents, without JavaScript. */
export function showcasePages(app: FastifyInstance, deps: Deps): void {
  const show = showPublic(deps);

  app.get<{ Querystring: Record<string, unknown> }>('/skyltfonster', PUBLIC, async (request, reply) => {
    const typedLike = typeof request.query.lik === 'string' ? request.query.lik.trim().slice(0, 100) : '';
    const like = typedLike === '' ? undefined : await organisationNamed(deps.db, typedLike);
    const query = { ...choicesIn(showcaseQuery, SHOWCASE_ADDRESS, request.query), like: like?.code ?? '' };
    const result = await browseShowcase(deps, query);
    return show(request, reply, {
      path: '/skyltfonster',
      title: 'Skyltfönstret',
      description:
        'Hur kommuner och regioner arbetar med mänskliga rättigheter, vad det har gett och vad som var svårt.',
      feed: FEED,
      styles: 'cards',
      content: showcasePage({
        query,
        unknownLike: typedLike !== '' && !like ? typedLike : null,
        result,
        catalogue: latestCatalogue(deps),
        page: Math.max(1, Math.floor(Number(request.query.sida)) || 1),
      }),
    });
  });

  app.get<{ Params: { slug: string } }>('/skyltfonster/:slug', PUBLIC, async (request, reply) => {
    const example = await shownContent(deps, request.params.slug);
    const others = (await shownContents(deps)).filter(
      ({ slug, subject }) => slug !== example.slug && subject.code.slice(0, 2) === example.subject.code.slice(0, 2),
    );
    const same = others.filter(({ subject }) => subject.code === example.subject.code);
    return show(request, reply, {
      ...aboutExample(example),
      feed: FEED,
      styles: 'cards',
      content: markup`${exampleArticle(markup, example)}${furtherExamples([...same, ...others.filter((each) => !same.includes(each))].slice(0, 3))}`,
    });
  });

  app.get(FEED.path, PUBLIC, async (_request, reply) => {
    const examples = (await shownContents(deps)).slice(0, 50);
    const { publicUrl, demo, operatorName } = deps.config;
    const feed = new Feed({
      title: `${demo ? 'Påhittade uppgifter: ' : ''}Skyltfönstret – MR-kollen`,
      description: 'Nya exempel på arbete med mänskliga rättigheter i kommuner och regioner.',
      id: `${publicUrl}/skyltfonster`,
      link: `${publicUrl}/skyltfonster`,
      language: 'sv',
      copyright: 'CC BY 4.0, med organisationen som källa',
      updated: new Date(examples[0]?.publishedAt ?? '2026-01-01T00:00:00.000Z'),
      generator: 'MR-kollen',
      feedLinks: { atom: `${publicUrl}${FEED.path}` },
      author: { name: operatorName },
    });
    for (const { slug, text, organisation, publishedAt, subject } of examples) {
      const link = `${publicUrl}/skyltfonster/${slug}`;
      // The feed's texts are HTML to its readers: what people wrote is escaped as on a page.
      const escaped = (words: string) => markup`${words}`.html;
      feed.addItem({
        title: escaped(`${organisation.name}: ${text.title}`),
        id: link,
        link,
        date: new Date(publishedAt ?? ''),
        description: escaped(excerpt(text.what, 300)),
        author: [{ name: organisation.name }],
        // RFC 4287 section 4.2.2: what programs sort by is `term`; the label is for people.
        category: [{ name: subject.title, term: subject.code }],
      });
    }
    return reply
      .type('application/atom+xml; charset=utf-8')
      .header('Cache-Control', 'private, no-cache')
      .send(feed.atom1());
  });
}
