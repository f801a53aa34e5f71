import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Handout } from './handout-state.ts';

interface Reviewing {
  /** Whether answers of this colleague may be accepted by whoever reads. */
  readonly mayAccept: (userId: string) => boolean;
  readonly accept: (userId: string, name: string, codes: readonly string[]) => Promise<void>;
}

/** What each colleague has left and has said to be done: whoever reads all of it in one go accepts it in one go. */
export function handoutColleagues(handouts: readonly Handout[], { mayAccept, accept }: Reviewing): TemplateResult {
  const byColleague = Map.groupBy(handouts, ({ userId }) => userId);
  if (byColleague.size === 0)
    return html`<p>
      ${msg('Inget är utdelat ännu. Kryssa för vem som ska svara på vad: ett kriterium, ett helt område eller allt.')}
    </p>`;
  return html`<ul class="plain task-list">
    ${[...byColleague].map(([userId, rows]) => {
      const name = rows[0]?.name ?? '';
      const left = rows.filter(({ waitsFor }) => waitsFor === 'colleague').length;
      const done = rows.filter((row) => row.state === 'done').map(({ code }) => code);
      const read = rows.filter(({ waitsFor }) => waitsFor === 'coordinator').length;
      return html`<li>
        <span class="task-name"
          ><strong>${name}</strong>
          <span class="quiet small"
            >${left === 0 ? msg('Inget väntar på svar') : msg(str`${left} av ${rows.length} väntar på svar`)}${read > 0 ? msg(str`, ${read} att läsa`) : nothing}</span
          ></span
        >
        <span class="task-state no-print">
          ${
            done.length > 0 && mayAccept(userId)
              ? html`<button
                  class="ds-button"
                  data-size="sm"
                  data-variant="secondary"
                  aria-label=${done.length === 1 ? msg(str`Godta 1 klart svar från ${name}`) : msg(str`Godta ${done.length} klara svar från ${name}`)}
                  @click=${() => accept(userId, name, done)}
                >
                  ${done.length === 1 ? msg('Godta 1 klart svar') : msg(str`Godta ${done.length} klara svar`)}
                </button>`
              : nothing
          }
        </span>
      </li>`;
    })}
  </ul>`;
}
