import { Agent, get } from 'node:http';
import { launchChromium } from '../browser/chromium.ts';
import type { Prepared } from './prepare.ts';
import { median, startProcess, type Report, type Running } from './processes.ts';

const PHONES = 40;
const CRITERIA = ['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05', 'SL-06', 'SL-07', 'SL-08'];

interface Panel {
  readonly link: string;
  readonly assessors: readonly { readonly code: string }[];
}

/** One assessor's phone: in, following, and fetching what it is told of, as the page does. */
class Phone {
  readonly #address: string;
  readonly #cookie: string;

  private constructor(address: string, cookie: string) {
    this.#address = address;
    this.#cookie = cookie;
  }

  static async enter(address: string, link: string, code: string, agent: Agent): Promise<Phone> {
    const response = await fetch(`${address}/api/v1/seat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link, code }),
    });
    if (response.status !== 204) throw new Error(`A phone was answered ${response.status}.`);
    const phone = new Phone(address, response.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    get(`${address}/api/v1/seat/changes`, { agent, headers: { cookie: phone.#cookie } }, (stream) => {
      stream.on('data', (chunk: Buffer) => {
        if (chunk.includes('data:')) void phone.#look();
      });
    }).on('error', () => undefined);
    return phone;
  }

  async #look(): Promise<void> {
    const response = await fetch(`${this.#address}/api/v1/seat`, { headers: { cookie: this.#cookie } });
    await response.arrayBuffer();
  }

  async isDone(code: string, level: number): Promise<void> {
    const response = await fetch(`${this.#address}/api/v1/seat/ratings/${code}`, {
      method: 'PUT',
      headers: { cookie: this.#cookie, 'content-type': 'application/json', 'if-match': '"0"' },
      body: JSON.stringify({ level, text: 'Ett par rader om varför vi valde den nivån.', done: true }),
    });
    if (response.status !== 200) throw new Error(`A rating was answered ${response.status}.`);
    await response.arrayBuffer();
  }
}

async function bareStream(): Promise<number> {
  const floor = await startProcess('stream-server.ts');
  const agent = new Agent({ keepAlive: false });
  let heard = () => undefined as void;
  for (let i = 0; i < PHONES; i++)
    get(floor.address, { agent }, (stream) => {
      stream.on('data', (chunk: Buffer) => {
        if (i === PHONES - 1 && chunk.includes('data:')) heard();
      });
    }).on('error', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const times: number[] = [];
  for (const _criterion of CRITERIA) {
    const start = performance.now();
    const told = new Promise<void>((resolve) => {
      heard = resolve;
    });
    await fetch(floor.address, { method: 'POST' }).then((response) => response.arrayBuffer());
    await told;
    times.push(performance.now() - start);
  }
  floor.process.kill();
  agent.destroy();
  return median(times);
}

/** A meeting with forty phones: from the last of them being done to the spread on the big screen, in a real browser. */
export async function meeting(report: Report, service: Running, { assessment, cookie }: Prepared): Promise<void> {
  const { address } = service;
  const call = async (method: string, path: string, body?: object): Promise<Panel> => {
    const response = await fetch(`${address}/api/v1/assessments/${assessment}/panel${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return ((await response.json()) as { panel: Panel }).panel;
  };
  await call('POST', '/criteria', { codes: CRITERIA });
  for (let i = 0; i < PHONES; i++) await call('POST', '/assessors', { name: `Nämnd ${i + 1}`, userId: null });
  const { link, assessors } = await call('PATCH', '', { closesItself: true });
  const agent = new Agent({ keepAlive: false });
  const browser = await launchChromium();
  try {
    const phones: Phone[] = [];
    for (const { code } of assessors)
      phones.push(await Phone.enter(address, link.split('/').at(-1) ?? '', code, agent));
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address, httpOnly: true }]);
    const screen = await context.newPage();
    const times: number[] = [];
    for (const code of CRITERIA) {
      await screen.goto(`${address}/sjalvskattning/${assessment}/gemensam/mote?kriterium=${code}`);
      await screen.getByText(`0 av ${PHONES} har valt nivå.`, { exact: false }).waitFor();
      const [last, ...others] = phones;
      await Promise.all(others.map((phone, i) => phone.isDone(code, i % 5)));
      await screen.getByText(`${PHONES - 1} av ${PHONES} har valt nivå.`, { exact: false }).waitFor();
      const start = performance.now();
      await last?.isDone(code, 4);
      await screen.getByText(`${PHONES} bedömare, från nivå 0 till 4.`, { exact: false }).waitFor();
      times.push(performance.now() - start);
    }
    const ms = median(times);
    report.line(`From the last of ${PHONES} phones to the spread on the screen`, `${Math.round(ms)} ms`, {
      met: ms < 1000,
      text: 'within a second',
    });
    report.line(
      'The same, times a bare event stream (100 ms are our own wait for more)',
      (ms / (await bareStream())).toFixed(1),
    );
    await call('DELETE', '').catch(() => undefined);
  } finally {
    agent.destroy();
    await browser.close();
  }
}
