import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Running {
  readonly address: string;
  readonly process: ChildProcess;
}

/** Starts a server of this folder in a process of its own and waits for its address. */
export function startProcess(script: string, ...args: string[]): Promise<Running> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (address) => {
      resolve({ address: address as string, process: child });
    });
    child.once('exit', (code) => {
      reject(new Error(`${script} ended with ${code}`));
    });
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One line of the report; remembers whether any line with a demand was not met. */
export class Report {
  missed = 0;

  line(what: string, value: string, demand?: { readonly met: boolean; readonly text: string }): void {
    if (demand && !demand.met) this.missed += 1;
    console.log(
      `${what.padEnd(62)} ${value.padStart(14)}${demand ? `   ${demand.met ? 'met ' : 'NOT MET'} (${demand.text})` : ''}`,
    );
  }
}
