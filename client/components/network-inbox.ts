import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { dayOf, daysBetween } from '../../criteria/day.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { feedback, mailStanding } from '../api/accounts.ts';
import { networkMaterials } from '../api/materials.ts';
import { overview, rounds } from '../api/network.ts';
import { networkExamples } from '../api/showcase.ts';
import { formatDate } from '../i18n/format.ts';

export interface Waiting {
  readonly href: string;
  readonly text: string;
}

/** What waits for SKL, each with the page where it is done: the round, and what others have sent for review. */
export async function networkInbox(): Promise<readonly Waiting[]> {
  const [all, examples, materials, opinions, mails] = await Promise.all([
    rounds(),
    networkExamples(),
    networkMaterials(),
    feedback(),
    mailStanding(),
  ]);
  const open = all.find(({ state }) => state === 'open');
  const many = (n: number, href: string, one: string, more: string): Waiting[] =>
    n === 0 ? [] : [{ href, text: n === 1 ? one : more }];
  const toReview = examples.filter(({ stage }) => stage === 'consented').length;
  const offered = materials.materials.filter(({ stage }) => stage === 'proposed').length;
  const stuck = mails.troubled.filter(({ state }) => state !== 'waiting').length;
  const unread = opinions.filter(({ handledAt }) => handledAt === null).length;
  return [
    ...(open ? [await lateIn(open)] : []),
    ...many(
      toReview,
      '/natverket/skyltfonster',
      msg('1 exempel väntar på granskning'),
      msg(str`${toReview} exempel väntar på granskning`),
    ),
    ...many(
      offered,
      '/natverket/material',
      msg('1 material väntar på granskning'),
      msg(str`${offered} material väntar på granskning`),
    ),
    ...many(stuck, '/natverket/mejl', msg('1 mejl har inte kommit fram'), msg(str`${stuck} mejl har inte kommit fram`)),
    ...many(unread, '/synpunkter', msg('1 synpunkt att läsa'), msg(str`${unread} synpunkter att läsa`)),
  ];
}

async function lateIn({ year, closes }: Round): Promise<Waiting> {
  const { totals } = await overview(year);
  const days = daysBetween(dayOf(new Date()), closes);
  return {
    href: `/omgangar/${year}`,
    text: msg(
      str`${totals.joined - totals.submitted} av ${totals.joined} har inte skickat in. Omgången stänger ${formatDate(closes)}, om ${days} dagar`,
    ),
  };
}

export function inboxList(inbox: readonly Waiting[]): TemplateResult {
  return html`<section class="panel">
    <h2>${msg('Väntar på er')}</h2>
    ${
      inbox.length === 0
        ? html`<p>${msg('Inget väntar just nu.')}</p>`
        : html`<ul>
            ${inbox.map(({ href, text }) => html`<li><a href=${href}>${text}</a></li>`)}
          </ul>`
    }
  </section>`;
}
