import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import type { AssessmentSummary, Work } from '../../server/assessments/contract.ts';
import { bookletLinks } from './booklet-links.ts';
import { formatDate } from '../i18n/format.ts';
import './done-all.ts';
import { handoutTag } from './handout-state.ts';
import { commentList } from './work-list.ts';

/** What became of the answers, in a few words. */
export function outcome({ state, sharing }: AssessmentSummary): string {
  if (sharing !== null) return msg('fastställd och inskickad till nätverket');
  return state === 'adopted' ? msg('fastställd') : state === 'ready' ? msg('låst i väntan på beslut') : msg('pågår');
}

/** For a colleague: what has been handed out, by whom and why, and afterwards thanks and what became of it. */
export function handedOut(
  row: AssessmentSummary,
  criteria: Catalogue | undefined,
  work: Work | undefined,
  stepped: () => void,
): TemplateResult {
  const titles = new Map(criteria && everyCriterion(criteria).map(({ code, title }) => [code, title]));
  const total = row.handedOut.length;
  const left = row.handedOut.filter(({ waitsFor }) => waitsFor === 'colleague').length;
  const answered = row.handedOut.filter((each) => each.answered).length;
  const asked = row.handedOut.filter(({ state }) => state === 'returned').length;
  const draft = row.state === 'draft';
  return html`<section class="panel">
      <h2>${msg(str`Självskattning ${row.year}`)}</h2>
      ${
        draft
          ? html`<p>
              ${left === 0 ? msg('Du har svarat på allt som är utdelat till dig. Tack! Du kan ändra tills samordnaren låser svaren.') : msg(str`${left} av ${total} kriterier väntar på dig.`)}
              ${asked > 0 ? html`<strong>${asked === 1 ? msg('Samordnaren undrar något om ett svar.') : msg(str`Samordnaren undrar något om ${asked} svar.`)}</strong>` : nothing}
            </p>`
          : html`<p>
              ${answered === 1 ? msg('Tack för ditt svar!') : msg(str`Tack för dina ${answered} svar!`)}
              ${msg(str`Självskattningen är ${outcome(row)}.`)}
            </p>`
      }
      ${draft ? messagesOf(row) : nothing}
      ${draft && work?.next ? html`<p class="actions"><a class="ds-button" href="/sjalvskattning/${row.id}/${work.next.code}">${msg(str`Svara på ${work.next.code} ${work.next.title}`)}</a></p>` : nothing}
      ${draft ? html`<mr-done-all assessment=${row.id} .codes=${row.handedOut.filter(({ state }) => state === 'answered').map(({ code }) => code)} @stepped=${stepped}></mr-done-all>` : nothing}
      <ul class="plain task-list">
        ${row.handedOut.map(
          ({ code, state, waitsFor, due }) =>
            html`<li>
              <a href="/sjalvskattning/${row.id}/${code}${state === 'returned' ? '?kommentarer' : ''}"
                ><span class="code">${code}</span> ${titles.get(code) ?? ''}</a
              >
              <span
                >${handoutTag(state)}${due && waitsFor === 'colleague' && draft ? html` <span class="quiet">${msg(str`senast ${formatDate(due)}`)}</span>` : nothing}</span
              >
            </li>`,
        )}
      </ul>
      ${draft ? bookletLinks(row.id, msg('Ska ni mötas utan skärm?')) : nothing}
    </section>
    ${work ? commentList(row.id, work.comments) : nothing}`;
}

/** Each message once, with who wrote it and which criteria it is about when there is more than one message. */
function messagesOf({ handedOut: rows }: AssessmentSummary) {
  const byMessage = Map.groupBy(
    rows.filter(({ message }) => message !== ''),
    ({ message, sender }) => JSON.stringify([message, sender]),
  );
  return [...byMessage.values()].map((same) => {
    const [{ message = '', sender = null } = {}] = same;
    return html`<div class="message">
      <p class="quiet small">
        ${sender ? msg(str`Från ${sender}`) : nothing}${byMessage.size > 1 ? html` ${same.map(({ code }) => code).join(', ')}` : nothing}
      </p>
      <p class="typed">${message}</p>
    </div>`;
  });
}
