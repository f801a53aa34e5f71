import helmet from 'helmet';
import type { FastifyInstance } from 'fastify';

/** What a page may hold within itself, by its hash, as Content-Security-Policy writes it. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** For data: it is never a document, never framed and never guessed to be something else (OWASP REST). */
const DATA_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const;

/** For a page that stands in another's frame: one style and nothing else, so that there is nothing to be lured to press. */
const framedHeaders = (style: string) => ({
  ...DATA_HEADERS,
  'content-security-policy': `default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'; frame-ancestors *`,
});

/** For a built file, which only ever is a part of a page: the page has said the rest. */
const FILE_HEADERS = {
  'content-security-policy': DATA_HEADERS['content-security-policy'],
  'x-content-type-options': DATA_HEADERS['x-content-type-options'],
} as const;

/**
 * https://helmetjs.github.io. On pages everything comes from ourselves and nothing is framed.
 * Data gets a few constant headers: working out a page's policy for each answer would cost more than the answer.
 */
export function useSecurityHeaders(app: FastifyInstance, inline: InlineHashes, framedStyle: string): void {
  const forFrames = framedHeaders(framedStyle);
  const forPages = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...inline.scripts],
        styleSrc: ["'self'", ...inline.styles],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    // It would move everyone who comes by a link from elsewhere to a new browser process, a fifth of the time to the
    // first paint on a slow machine. What it guards, windows that open each other and frames, this service has none of.
    crossOriginOpenerPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.framed) reply.headers(forFrames);
    else if (request.url.startsWith('/api/v1/')) reply.headers(DATA_HEADERS);
    else if (request.url.startsWith('/assets/')) reply.headers(FILE_HEADERS);
    else forPages(request.raw, reply.raw, () => undefined);
    done();
  });
}
