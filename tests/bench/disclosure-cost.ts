import { cellKeyDistortion, distortionOf } from './disclosure/distortion.ts';
import { coverage, fourAreas, nothing, type Standing } from './disclosure/coverage.ts';
import { COARSE, EXACT, EXCHANGED, leaksOf, NOISY, type Belief } from './disclosure/leaks.ts';
import { demoNetworks, inventedNetwork, type Network } from './disclosure/networks.ts';
import { asBefore, asBuilt, withOwnAnswers, type Published } from './disclosure/published.ts';

/**
 * `npm run disclosure:cost`: what disclosure control lets through and what can be worked out, before November 2026 and now,
 * and what the other methods that were weighed would give (criteria/comparison/METOD.md). Over the demo's years, over
 * twenty invented networks of 120 and over one of all 310, in which four of ten share statistics only.
 */
const NETWORKS = 20;

const percent = (part: number, whole: number, decimals = 0) =>
  `${((100 * part) / Math.max(1, whole)).toFixed(decimals).replace('.', ',')} %`;
const sumOf = <T extends object>(all: readonly T[]): T =>
  all.reduce((sum, each) => {
    const keys = Object.keys(each) as (keyof T)[];
    return Object.fromEntries(keys.map((key) => [key, ((sum[key] as number) || 0) + (each[key] as number)])) as T;
  }, {} as T);

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  for (const row of all)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    );
  console.log('');
}

interface Case {
  readonly network: Network;
  readonly before: Published;
  /** As built, but with nothing exchanged: the fixed sets alone. */
  readonly sets: Published;
  readonly now: Published;
}

function coverageTable(title: string, cases: readonly Case[]): void {
  console.log(`${title}: medlemmarnas siffror som minst fem svarat på\n`);
  const rows = (['before', 'now'] as const).flatMap((when) => {
    const all = cases.map((each) => coverage(each.network, each[when]));
    const types = [...new Set(all.flatMap((each) => [...each.keys()]))];
    const row = (name: string, standing: Standing) => {
      // Until now nothing stood in the place of what was withheld.
      const { everyone, named } = standing;
      const wider = when === 'now' ? standing.wider : 0;
      const withheld = standing.withheld + standing.wider - wider;
      const whole = everyone + wider + named + withheld;
      return [
        `${when === 'now' ? 'nu' : 'före'} · ${name}`,
        percent(everyone, whole),
        percent(wider, whole),
        percent(named, whole),
        percent(withheld, whole),
        String(whole),
      ];
    };
    const ofType = (type: string) => sumOf(all.map((each) => each.get(type) ?? nothing()));
    return [...types.map((type) => row(type, ofType(type))), row('ALLA', sumOf(types.map(ofType)))];
  });
  table(['grupp', 'över alla', 'vidare grupp', 'namngivna', 'visas inte', 'siffror'], rows);
  for (const when of ['before', 'now'] as const) {
    const { can, largeMain, canInLargeMain } = sumOf(cases.map((each) => fourAreas(each.network, each[when])));
    console.log(
      `${when === 'now' ? 'nu' : 'före'}: ${can} kommuner jämför fyra områden närmare än alla kommuner; av de ${largeMain} i en huvudgrupp med tio ${canInLargeMain}`,
    );
  }
  console.log('');
}

function leakTable(title: string, cases: readonly Case[]): void {
  console.log(`${title}: vad medlemmar kan räkna ut om andras nivåer\n`);
  const methods: readonly (readonly [string, keyof Omit<Case, 'network'>, Belief])[] = [
    ['a före', 'before', EXACT],
    ['b fasta mängder, orörda svar', 'sets', EXACT],
    ['c fasta mängder, brus på antalen', 'sets', NOISY],
    ['d fasta mängder, tre nivåer', 'sets', COARSE],
    ['nu: fasta mängder, utbytta svar', 'now', EXCHANGED],
    ['  – den som tar siffran på orden', 'now', EXACT],
  ];
  const rows = methods.flatMap(([name, method, belief]) =>
    [0, 1, 2, 3].map((k) => {
      const leaks = sumOf(cases.map((each) => leaksOf(each.network, each[method], belief, k)));
      return [
        k === 0 ? name : '',
        String(k),
        String(leaks.pinned),
        String(leaks.pinnedLow),
        String(leaks.shownLow),
        percent(leaks.right, leaks.pinned),
        percent(leaks.pinning, leaks.coalitions, 2),
      ];
    }),
  );
  table(['metod', 'går ihop', 'utpekade', 'låga', 'visat låga', 'rätt', 'andel'], rows);
}

function distortionTable(title: string, cases: readonly Case[]): void {
  console.log(`${title}: hur långt siffrorna över alla är från de orörda svaren, kriterier\n`);
  const rows = (
    [
      ['c brus på antalen', ({ network, sets }: Case) => cellKeyDistortion(network, sets)],
      ['nu: utbytta svar', ({ network, now }: Case) => distortionOf(network, now)],
    ] as const
  ).map(([name, of]) => {
    const sum = sumOf(cases.map(of));
    return [
      name,
      percent(sum.medians, sum.figures),
      percent(sum.sums, sum.histograms),
      percent(sum.moved, sum.counted, 1),
    ];
  });
  table(['metod', 'annan median', 'summan stämmer inte', 'på annan nivå'], rows);
}

const caseOf = (network: Network): Case => {
  const now = asBuilt(network);
  return { network, before: asBefore(network), sets: withOwnAnswers(now), now };
};
const demo = (await demoNetworks()).map(caseOf);
const invented = Array.from({ length: NETWORKS }, (_, i) => caseOf(inventedNetwork(i + 1, 120)));
const country = [caseOf(inventedNetwork(100, 310))];
for (const [title, cases] of [
  ['Demot', demo],
  [`${NETWORKS} påhittade nätverk med 120`, invented],
  ['Alla 310', country],
] as const) {
  coverageTable(title, cases);
  leakTable(title, cases);
  distortionTable(title, cases);
}
process.exit(0);
