import { get } from 'node:http';
import { ANSWER } from '../bench/prepare.ts';
import { PASSWORD, type Saver } from './country-seed.ts';
import { pause } from './workshop.ts';

/** The people of the whole country, in a process of its own: they save, read, follow, and sign in at nine. */

export interface Work {
  readonly savers: readonly Saver[];
  readonly addresses: readonly string[];
  readonly seconds: number;
  readonly savesEach: number;
  /** How many sign in at the same moment, a quarter of the time in. */
  readonly atNine: number;
}

export interface Told {
  readonly statuses: Readonly<Record<string, number>>;
  readonly signIns: Readonly<Record<string, number>>;
  /** Each save until it was acknowledged, in ms; those that had to be tried again are told apart. */
  readonly waits: readonly number[];
  readonly triedAgain: number;
  readonly followers: number;
  readonly heard: number;
  /** The last acknowledged text of each criterion: `assessment code`. */
  readonly acknowledged: readonly (readonly [key: string, revision: number, text: string])[];
}

let addresses: readonly string[] = [];
const statuses: Record<string, number> = {};
const signIns: Record<string, number> = {};
const waits: number[] = [];
const acknowledged = new Map<string, readonly [number, string]>();
let triedAgain = 0;
let heard = 0;
let followers = 0;
let turn = 0;

const someAddress = () => addresses[turn++ % addresses.length] ?? '';
const count = (table: Record<string, number>, kind: string | number) => {
  table[kind] = (table[kind] ?? 0) + 1;
};

/** As a browser does behind a balancer: without an answer, or with 503, it asks again, and reaches another process. */
async function call(path: string, init: RequestInit): Promise<{ response: Response; again: boolean }> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(`${someAddress()}${path}`, { ...init, signal: AbortSignal.timeout(30_000) }).catch(
      () => undefined,
    );
    if (response && response.status !== 503) return { response, again: attempt > 0 };
    await response?.arrayBuffer();
    if (attempt > 100) throw new Error(`${path} was never answered.`);
    await pause(100);
  }
}

async function save(saver: Saver, code: string, n: number): Promise<void> {
  const key = `${saver.assessment} ${code}`;
  const [base] = acknowledged.get(key) ?? [0];
  const text = `${ANSWER.motivation}${n}`;
  const start = performance.now();
  const { response, again } = await call(`/api/v1/assessments/${saver.assessment}/answers/${code}`, {
    method: 'PUT',
    headers: { cookie: `mr-kollen=${saver.cookie}`, 'content-type': 'application/json', 'if-match': `"${base}"` },
    body: JSON.stringify({ ...ANSWER, motivation: text }),
  });
  const body = (await response.json()) as { current?: { revision: number; motivation: string } };
  // Stored by the try whose answer never came.
  const stored = again && response.status === 412 && body.current?.motivation === text;
  count(statuses, stored ? 200 : response.status);
  if (response.status !== 200 && !stored) return;
  if (again) triedAgain += 1;
  else waits.push(performance.now() - start);
  acknowledged.set(key, [stored ? (body.current?.revision ?? 0) : base + 1, text]);
}

async function work(saver: Saver, ms: number, savesEach: number): Promise<void> {
  const each = ms / savesEach;
  await pause(Math.random() * each);
  const until = performance.now();
  for (let n = 0; n < savesEach; n++) {
    await save(saver, saver.codes[n % saver.codes.length] ?? '', n);
    // Whoever has waited long does not hurry to make up for it: the pace is a person's.
    const left = until + (n + 1) * each - performance.now();
    if (left > 0) await pause(left);
    if (saver.coordinator && n % 3 === 0) {
      const { response } = await call(`/api/v1/assessments/${saver.assessment}`, {
        headers: { cookie: `mr-kollen=${saver.cookie}` },
      });
      await response.arrayBuffer();
      if (response.status !== 200) count(statuses, `reading ${response.status}`);
    }
  }
}

/** A coordinator's page: it hears of changes, and asks again when the stream has ended. */
function follow(saver: Saver, goOn: () => boolean): void {
  const again = () => {
    if (goOn()) setTimeout(() => follow(saver, goOn), 500).unref();
  };
  const request = get(
    `${someAddress()}/api/v1/assessments/${saver.assessment}/changes`,
    { headers: { cookie: `mr-kollen=${saver.cookie}` }, agent: false },
    (response) => {
      followers += 1;
      response.on('data', (chunk: Buffer) => {
        if (chunk.includes('data:')) heard += 1;
      });
      response.once('close', () => {
        followers -= 1;
        again();
      });
    },
  );
  request.on('error', again);
}

async function nine(people: readonly Saver[]): Promise<void> {
  await Promise.all(
    people.map(async ({ email }, i) => {
      const { response } = await call('/api/v1/session', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': `198.18.${Math.floor(i / 250)}.${i % 250}`,
        },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      await response.arrayBuffer();
      count(signIns, response.status);
    }),
  );
}

process.on('message', (message: Work | { addresses: readonly string[] }) => {
  addresses = message.addresses;
  if (!('savers' in message)) return;
  const { savers, seconds, savesEach, atNine } = message;
  let going = true;
  for (const saver of savers) if (saver.coordinator) follow(saver, () => going);
  void Promise.all([
    pause(seconds * 250).then(() => nine(savers.filter((_, i) => i % 3 === 0).slice(0, atNine))),
    ...savers.map((saver) => work(saver, seconds * 1000, savesEach)),
  ]).then(() => {
    const told: Told = {
      statuses,
      signIns,
      waits,
      triedAgain,
      followers,
      heard,
      acknowledged: [...acknowledged].map(([key, [revision, text]]) => [key, revision, text]),
    };
    going = false;
    process.send?.(told, () => process.exit());
  });
});
process.send?.('here');
