import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { page } from './layout.ts';
import type { Markup } from '../http/markup.ts';
import { metadata, type Shared } from './metadata.ts';

interface Content {
  readonly content: Markup;
  readonly language?: 'sv' | 'en';
  /** The page has more than text and forms, and needs the styles for that. */
  readonly styles?: 'cards';
  readonly signIn?: boolean;
}

/** A page that search engines are told of; `path` is its own address, without what is chosen on it. */
type Listed = Shared & Content;

/** A page for whoever has come to it: signing in, an invitation, a form that was not right. */
type Unlisted = Content & { readonly path: null; readonly title: string };

export type ShowPublic = (
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Listed | Unlisted,
  status?: number,
) => FastifyReply;

/** The one way a public page is sent: a whole document that works without JavaScript. */
export function showPublic(deps: Deps): ShowPublic {
  return (request, reply, shown, status = 200) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'private, no-cache')
      .send(page(deps, request, shown.path === null ? shown : { ...shown, head: metadata(deps.config, shown) }));
}
