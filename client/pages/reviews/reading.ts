import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Catalogue, Criterion } from '../../../criteria/model.ts';
import type { ReadAssessment } from '../../../server/comparison/contract.ts';
import type { ReviewView } from '../../../server/peer-reviews/contract.ts';
import { deepeningName } from '../../components/answer-state.ts';
import '../../components/peer-note.ts';
import type { NoteWork } from '../../components/peer-note.ts';
import { readLevel, readWords } from '../../components/read-answer.ts';
import { formatIndex } from '../../i18n/format.ts';

export type Shown = 'all' | 'noted' | 'left';

export interface Reading {
  readonly shown: Shown;
  readonly show: (shown: Shown) => void;
  readonly work: NoteWork;
  /** Criteria with an open form: shown whatever else is. */
  readonly open: ReadonlySet<string>;
  readonly opened: (code: string, open: boolean) => void;
}

/** A question or a suggestion that the host has not answered as it stands. */
const waits = ({ kind, reply, changedSince }: ReviewView['notes'][number]): boolean =>
  (kind !== 'holds' && reply === '') || changedSince;

/** When the guest no longer reads: what it has written itself. */
export function ownNotes({ notes, guest, host, account }: ReviewView): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  const titles = new Map(account?.noted.flatMap(({ criteria }) => criteria).map(({ code, title }) => [code, title]));
  return html`<h2>${msg('Era anteckningar')}</h2>
    <ul class="plain">
      ${repeat(
        notes,
        ({ code }) => code,
        (note) =>
          html`<li>
            <h3><span class="code">${note.code}</span> ${titles.get(note.code)}</h3>
            <mr-peer-note code=${note.code} .note=${note} .guest=${guest.name} .host=${host.name}></mr-peer-note>
          </li>`,
      )}
    </ul>`;
}

/** The areas, and after them the deepenings, each with those of its criteria that are shown. */
function partsOf(criteria: Catalogue, { areas }: ReadAssessment, shows: (criterion: Criterion) => boolean) {
  return [
    ...criteria.areas.map(({ code, name }) => ({
      name,
      index: areas.find(({ key }) => key === code)?.index,
      rows: criteria.criteria.filter((row) => row.area === code && shows(row)),
    })),
    ...criteria.deepenings.map(({ name, criteria: rows }) => ({
      name: deepeningName(name),
      index: undefined,
      rows: rows.filter(shows),
    })),
  ].filter(({ rows }) => rows.length > 0);
}

/** What the host has answered, criterion by criterion, with what the guest has noted about it. */
export function reading(
  review: ReviewView,
  criteria: Catalogue | undefined,
  about: Reading,
): TemplateResult | typeof nothing {
  const { shown, show, open } = about;
  const { reading: read, notes: written, host, side } = review;
  if (!read || !criteria) return nothing;
  const notes = new Map(written.map((note) => [note.code, note]));
  const asked = new Set(read.asked);
  const left = side === 'guest' ? asked.size - notes.size : written.filter(waits).length;
  const shows = ({ code }: Criterion): boolean => {
    if (!asked.has(code)) return false;
    if (open.has(code)) return true;
    const note = notes.get(code);
    if (shown === 'noted') return note !== undefined;
    if (shown === 'left') return side === 'guest' ? note === undefined : note !== undefined && waits(note);
    return true;
  };
  const parts = partsOf(criteria, read.assessment, shows);
  const chip = (each: Shown, label: string, n: number) =>
    html`<button
      class="filter"
      aria-pressed=${shown === each ? 'true' : 'false'}
      @click=${() => {
        show(each);
      }}
    >
      ${label} (${n})
    </button>`;
  return html`<h2>${msg(str`${host.name}, självskattning ${read.assessment.year}`)}</h2>
    <p class="quiet">${msg(str`Egen bedömning, kriterier version ${read.assessment.catalogue}.`)}</p>
    <div class="filters no-print" role="group" aria-label=${msg('Visa')}>
      ${chip('all', msg('Alla'), asked.size)}${chip('noted', msg('Med anteckning'), notes.size)}${chip('left', side === 'guest' ? msg('Utan anteckning') : msg('Att svara på'), left)}
    </div>
    ${parts.length === 0 ? html`<p>${msg('Inget att visa här just nu.')}</p>` : nothing}
    ${repeat(
      parts,
      ({ name }) => name,
      ({ name, index, rows }) =>
        html`<section>
          <h3>
            ${name}${index === undefined ? nothing : html` <span class="quiet">${msg(str`index ${formatIndex(index)}`)}</span>`}
          </h3>
          <ul class="plain">
            ${repeat(
              rows,
              ({ code }) => code,
              (each) => row(review, each, about),
            )}
          </ul>
        </section>`,
    )}`;
}

function row(
  review: ReviewView,
  { code, title, question, levels }: Criterion,
  { work, opened }: Reading,
): TemplateResult {
  const { reading: read, notes, side, phase, host, guest } = review;
  const answer = read?.assessment.answers.find((each) => each.code === code);
  const notesNow = side === 'guest' && phase === 'open';
  const repliesNow = side === 'host' && (phase === 'open' || phase === 'ended');
  return html`<li class="answer-row">
    <div class="named-level">${readLevel(answer)}</div>
    <div>
      <h4><span class="code">${code}</span> ${title}</h4>
      <p class="quiet small">${question}</p>
      ${answer?.level !== null && answer !== undefined && !answer.notApplicable ? html`<p>${levels[answer.level]}</p>` : nothing}
      ${readWords(answer)}
      <mr-peer-note
        code=${code}
        writes=${notesNow ? 'note' : repliesNow ? 'reply' : 'nothing'}
        .note=${notes.find((note) => note.code === code)}
        .guest=${guest.name}
        .host=${host.name}
        .work=${work}
        .opened=${opened}
      ></mr-peer-note>
    </div>
  </li>`;
}
