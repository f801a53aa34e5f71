import { median } from '../bench/processes.ts';
import { pause } from './workshop.ts';

/** Somebody who reads a page of the service, before and while others come. */
export class Reader {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** How long one page takes, in ms. Throws when it is refused. */
  async read(): Promise<number> {
    const start = performance.now();
    const response = await fetch(`${this.#address}/sa-raknar-vi`, { headers: { 'accept-encoding': 'br' } });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The page answered ${response.status}.`);
    return performance.now() - start;
  }

  /** The median while nobody else is there, in ms, once the service is warm. */
  async quiet(): Promise<number> {
    for (let i = 0; i < 30; i++) await this.read();
    const times: number[] = [];
    for (let i = 0; i < 60; i++) {
      times.push(await this.read());
      await pause(10);
    }
    return median(times);
  }

  /** Reads for as long as `going` says so. Resolves with every time, in ms. */
  async while(going: () => boolean): Promise<number[]> {
    const times: number[] = [];
    while (going()) {
      times.push(await this.read());
      await pause(10);
    }
    return times;
  }
}
