import type { FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import type { Problem } from '../http/problem.ts';
import { page } from './layout.ts';
import { markup } from '../http/markup.ts';

const NEXT: Readonly<Record<number, string>> = {
  403: 'Är du inloggad med rätt konto? Be annars samordnaren i din organisation om hjälp.',
  404: 'Adressen kan vara felskriven, eller så har sidan flyttats.',
  429: 'Det skyddar kontona mot gissningar.',
  500: 'Felet är noterat.',
  503: 'Ladda om sidan om en liten stund.',
  507: 'Den som driver tjänsten ser samma fel i sin övervakning.',
};

/** What a person meets when something cannot be shown: what happened, and what to do. */
export function errorPage(deps: Deps, request: FastifyRequest, problem: Problem): string {
  return page(deps, request, {
    title: problem.message,
    content: markup`<div class="reading"><h1>${problem.message}</h1>
      ${NEXT[problem.status] ? markup`<p>${NEXT[problem.status]}</p>` : ''}
      ${problem.errors.length > 0 ? markup`<ul>${problem.errors.map(({ message }) => markup`<li>${message}</li>`)}</ul>` : ''}
      <p><a href="/">Till startsidan</a></p>
      <p class="quiet">Felkod ${problem.code}, ärende ${request.id}.</p></div>`,
  });
}
