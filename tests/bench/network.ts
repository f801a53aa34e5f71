import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { heatTable } from './heat.ts';
import { COOKIE, seedNetwork, YEARS } from './network-seed.ts';
import { median, startProcess, type Report, type Running } from './processes.ts';

const REAL = 310;
const PAGE = `/api/v1/benchmark?year=${YEARS.at(-1)}&peers=kommuner`;
const headers = { cookie: `mr-kollen=${COOKIE}`, 'accept-encoding': 'identity' };

interface Computed {
  readonly ms: number;
  readonly maxRss: number;
}

async function computed(file: string): Promise<Computed> {
  const { address: told, process: child } = await startProcess('edition-run.ts', file);
  child.kill();
  return JSON.parse(told) as Computed;
}

async function timed(url: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const start = performance.now();
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** A large network against the real 310: computing editions, and reading them. */
export async function network(report: Report, folder: string, organisations: number): Promise<void> {
  const [small, large] = [join(folder, 'small.db'), join(folder, 'large.db')];
  await seedNetwork(small, REAL);
  await seedNetwork(large, organisations);
  const [few, many] = [await computed(small), await computed(large)];
  for (const [n, { ms, maxRss }] of [
    [REAL, few],
    [organisations, many],
  ] as const)
    report.line(
      `An edition of ${n} organisations, time and memory`,
      `${Math.round(ms)} ms ${Math.round(maxRss / 1024)} MiB`,
    );
  const growth = many.ms / few.ms / (organisations / REAL);
  report.line('Time per organisation, large against small', growth.toFixed(2), {
    met: growth <= 1.1,
    text: 'at most 1.10: no faster than linear',
  });

  const [ours, theirs] = [
    await startProcess('service-server.ts', small),
    await startProcess('service-server.ts', large),
  ];
  const running: Running[] = [ours, theirs];
  try {
    const first = await fetch(`${theirs.address}${PAGE}`, { headers });
    const bytesFile = join(folder, 'benchmark.json');
    writeFileSync(bytesFile, Buffer.from(await first.arrayBuffer()));
    const floor = await startProcess('floor-server.ts', large, bytesFile, bytesFile);
    running.push(floor);
    const urls = [`${floor.address}/read`, `${ours.address}${PAGE}`, `${theirs.address}${PAGE}`] as const;
    for (const url of urls) await timed(url);
    const rounds: { readonly floor: number; readonly small: number; readonly large: number }[] = [];
    for (let i = 0; i < 9; i++)
      rounds.push({ floor: await timed(urls[0]), small: await timed(urls[1]), large: await timed(urls[2]) });
    const size = median(rounds.map((round) => round.large / round.small));
    report.line('Reading a benchmark, median time large against small', size.toFixed(2), {
      met: size <= 2,
      text: 'at most 2.00',
    });
    const share = median(rounds.map((round) => round.floor / round.large));
    report.line('Reading a benchmark, share of a bare route with the same bytes', share.toFixed(2), {
      met: share >= 0.5,
      text: 'at least 0.50',
    });
    const again = await fetch(`${theirs.address}${PAGE}`, {
      headers: { ...headers, 'if-none-match': first.headers.get('etag') ?? '' },
    });
    report.line('An unchanged edition asked for again', String(again.status), {
      met: again.status === 304,
      text: '304',
    });
    await heatTable(report, ours.address);
  } finally {
    for (const { process: child } of running) child.kill();
  }
}
