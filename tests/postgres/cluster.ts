import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the server's binaries are; undefined where none is installed. */
function binaries(): string | undefined {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const folder = asked.status === 0 ? asked.stdout.trim() : '';
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

/** A real PostgreSQL of our own on a port and socket of its own, thrown away afterwards. */
export class Cluster {
  readonly url: string;
  readonly #bin: string;
  readonly #folder: string;
  readonly #data: string;
  readonly #port: number;
  readonly #root = process.getuid?.() === 0;

  private constructor(bin: string) {
    this.#bin = bin;
    this.#folder = mkdtempSync(join(tmpdir(), 'mr-kollen-postgres-'));
    this.#data = join(this.#folder, 'data');
    this.#port = 20_000 + (process.pid % 20_000);
    this.url = `postgres://tester@127.0.0.1:${this.#port}/postgres`;
  }

  /** Makes and starts one; undefined where PostgreSQL is not installed. */
  static make(): Cluster | undefined {
    const bin = binaries();
    if (!bin) return undefined;
    const cluster = new Cluster(bin);
    if (cluster.#root) {
      const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
      chownSync(cluster.#folder, id('-u'), id('-g'));
    }
    cluster.#run('initdb', [
      '-D',
      cluster.#data,
      '-U',
      'tester',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ]);
    cluster.start();
    return cluster;
  }

  /** PostgreSQL refuses to run as root; the package brings a user for it. */
  #run(program: string, args: readonly string[]): void {
    const path = join(this.#bin, program);
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    if (!this.#root) {
      execFileSync(path, args, { stdio: [...stdio] });
      return;
    }
    const command = [path, ...args].map((part) => `'${part}'`).join(' ');
    execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', command], { stdio: [...stdio] });
  }

  start(): void {
    const options = `-p ${this.#port} -c listen_addresses=127.0.0.1 -k ${this.#folder}`;
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-l', join(this.#folder, 'log'), '-o', options, 'start']);
  }

  /** `fast` ends every connection at once, as an upgrade or a failover does. */
  stop(mode: 'fast' | 'immediate' = 'fast'): void {
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-m', mode, 'stop']);
  }

  remove(): void {
    this.stop('immediate');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
