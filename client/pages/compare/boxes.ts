import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { StandingView } from '../../../server/comparison/contract.ts';
import type { Benchmark } from '../../../server/editions/contract.ts';
import type { Box } from '../../charts/box-chart.ts';
import { about, isShown, placed } from '../../components/figure.ts';
import { formatList, formatSigned } from '../../i18n/format.ts';

/** One row of a box chart: the own value beside the group's figure, a wider group's in its place, or why there is none. */
export function boxOf(benchmark: Benchmark, own: StandingView | null, key: string, name: string): Box {
  const { figure, from, fromName } = placed(benchmark, key);
  const shown = isShown(figure) ? figure : null;
  return {
    label: name,
    own: own?.values[key] ?? null,
    median: shown?.median ?? null,
    quartiles: shown?.quartiles ?? null,
    n: shown?.n ?? null,
    from,
    note: fromName === null ? about(figure) : insteadNote(fromName, about(figure)),
  };
}

export const insteadNote = (from: string, left = ''): string =>
  `${msg(str`Visar ${from} i stället, eftersom gruppens egen siffra inte kan visas för alla.`)} ${left}`.trim();

/** Where we are above, below and at the median of one group. */
function placesOf(boxes: readonly Box[], whose: string): readonly string[] {
  const names = (test: (own: number, median: number) => boolean) =>
    formatList(
      boxes.filter(({ own, median }) => own !== null && median !== null && test(own, median)).map(({ label }) => label),
    );
  const [over, under, level] = [
    names((own, median) => own > median),
    names((own, median) => own < median),
    names((own, median) => own === median),
  ];
  return [
    over && msg(str`Ni ligger över ${whose} i ${over}.`),
    under && msg(str`Ni ligger under ${whose} i ${under}.`),
    level && msg(str`Ni ligger på ${whose} i ${level}.`),
  ];
}

/** The chart in words: where we are above and below, beside whom, and what is not shown. */
export function summaryOf(boxes: readonly Box[]): string {
  const compared = boxes.filter(({ own, median }) => own !== null && median !== null);
  const hidden = boxes.filter(({ median, from }) => median === null || from !== null).length;
  return [
    compared.length === 0
      ? boxes.every(({ median }) => median === null)
        ? msg('Vi kan inte jämföra er med den här gruppen: för få har svarat för att något ska kunna visas.')
        : msg('Det finns inget att jämföra i den här vyn.')
      : '',
    ...[...Map.groupBy(compared, ({ from }) => from)].flatMap(([from, some]) =>
      placesOf(some, from === null ? msg('gruppens median') : msg(str`medianen för ${from}`)),
    ),
    hidden > 0 && compared.length > 0
      ? msg(str`${hidden} av ${boxes.length} kan inte visas för alla i just den här gruppen.`)
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Why figures are missing or partial: each reason once, with what it is about. */
export function notesOf(boxes: readonly Box[]) {
  const notes = [...new Set(boxes.map(({ note }) => note).filter(Boolean))];
  if (notes.length === 0) return nothing;
  const all = boxes.length;
  return html`<ul class="notes quiet">
    ${notes.map((note) => {
      const about = boxes.filter((box) => box.note === note);
      return html`<li>
        ${about.length === all ? nothing : `${formatList(about.map(({ label }) => label))}: `}${note}
      </li>`;
    })}
  </ul>`;
}

/** The change of each row in words, the first five. */
export function changeSummaryOf(boxes: readonly Box[]): string {
  return boxes
    .filter(({ median }) => median !== null)
    .map(({ label, own, median, n, from }) => {
      const whose = from ?? msg('gruppen');
      return own === null
        ? msg(str`${label}: medianen för ${n} i ${whose} är ${formatSigned(median)}.`)
        : msg(str`${label}: ni ${formatSigned(own)}, medianen för ${n} i ${whose} är ${formatSigned(median)}.`);
    })
    .slice(0, 5)
    .join(' ');
}

/** Symmetric around zero, to the nearest ten that holds every mark. */
export function changeRange(boxes: readonly Box[]): readonly [number, number] {
  const values = boxes.flatMap(({ own, median, quartiles }) => [own, median, ...(quartiles ?? [])]);
  const most = Math.max(10, ...values.map((value) => Math.abs(value ?? 0)));
  const end = Math.ceil(most / 10) * 10;
  return [-end, end];
}
