import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type BrowserServer, type LaunchOptions } from 'playwright-core';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No call home: on a machine without a network each attempt would be a failure to wait for. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Found {
  readonly executablePath: string;
  readonly libraries?: string;
}

/**
 * The Chromium that comes inside an npm package, unpacked once into a folder named by its version: it would
 * otherwise reuse any older `chromium` left in the temporary folder. Its system libraries come along.
 */
async function packaged(): Promise<Found> {
  const { default: sparticuz, inflate } = await import('@sparticuz/chromium');
  const require = createRequire(import.meta.url);
  const root = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = require(join(root, 'package.json')) as { version: string };
  const before = process.env.TMPDIR;
  const folder = join(tmpdir(), `mr-kollen-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  try {
    const executablePath = await sparticuz.executablePath();
    const libraries = await inflate(join(root, 'bin', 'al2023.tar.br'));
    return { executablePath, libraries: join(libraries, 'lib') };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function find(): Promise<Found> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return { executablePath: chosen };
  const system = SYSTEM.find((path) => existsSync(path));
  return system ? { executablePath: system } : packaged();
}

async function options(): Promise<LaunchOptions> {
  const { executablePath, libraries } = await find();
  const env = libraries
    ? { ...process.env, LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }
    : process.env;
  return { executablePath, args: QUIET, env: env };
}

/** Starts a headless Chromium: CHROMIUM_PATH, else the system's, else the one in node_modules. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await options());
}

/** The same as a server that several processes can connect to. */
export async function launchServer(): Promise<BrowserServer> {
  return chromium.launchServer(await options());
}
