import { join } from 'node:path';
import Database from 'better-sqlite3';
import { COOKIE, seedNetwork } from './network-seed.ts';
import { median, startProcess, type Report } from './processes.ts';

const FIVE_YEARS = [2021, 2022, 2023, 2024, 2025];
const CODE = 'SL-01';

/** A draft of the bench's own coordinator, to save in. */
function draftIn(file: string): string {
  const db = new Database(file);
  const id = '1281-2026';
  db.prepare(
    `insert into assessments (id, organisation_code, year, revision, catalogue, track, state, content_revision, created_at, updated_at)
     select ?, organisation_code, 2026, 1, catalogue, track, 'draft', 1, created_at, updated_at from assessments
     where organisation_code = '1281' limit 1`,
  ).run(id);
  db.close();
  return id;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * What somebody who saves meets while SKL publishes the closing editions of five years of 310 organisations: the median
 * beside the one when all is quiet. Also how long the first save waits that comes while an edition is being stored.
 */
export async function publishing(report: Report, folder: string): Promise<void> {
  const file = join(folder, 'publishing.db');
  await seedNetwork(file, 310, FIVE_YEARS);
  const assessment = draftIn(file);
  const { address, process: service } = await startProcess('service-server.ts', file);
  let revision = 0;
  const save = async () => {
    const start = performance.now();
    const answer = await fetch(`${address}/api/v1/assessments/${assessment}/answers/${CODE}`, {
      method: 'PUT',
      headers: {
        cookie: `mr-kollen=${COOKIE}`,
        'content-type': 'application/json',
        'if-match': `"${revision}"`,
      },
      body: JSON.stringify({
        level: revision % 5,
        notApplicable: false,
        reason: '',
        motivation: `Svar ${revision}`,
        evidence: [],
      }),
    });
    if (!answer.ok) throw new Error(`saving answered ${answer.status}: ${await answer.text()}`);
    revision = ((await answer.json()) as { revision: number }).revision;
    return performance.now() - start;
  };
  const publish = async (year: number) => {
    const answer = await fetch(`${address}/api/v1/rounds/${year}/editions`, {
      method: 'POST',
      headers: { cookie: `mr-kollen=${COOKIE}-skl` },
    });
    if (answer.status !== 201) throw new Error(`publishing ${year} answered ${answer.status}`);
  };
  try {
    for (let i = 0; i < 50; i++) await save();
    const quiet: number[] = [];
    for (let i = 0; i < 200; i++) {
      quiet.push(await save());
      await pause(5);
    }
    const start = performance.now();
    let busy = true;
    const all = Promise.all(FIVE_YEARS.map(publish)).then(() => {
      busy = false;
    });
    const meanwhile: number[] = [];
    while (busy) {
      meanwhile.push(await save());
      await pause(5);
    }
    await all;
    report.line(
      'Editions of 310 organisations over five years',
      `${Math.round(performance.now() - start)} ms, ${meanwhile.length} saves meanwhile`,
    );
    const ratio = median(meanwhile) / median(quiet);
    report.line('A save meanwhile, times the quiet median', ratio.toFixed(2), {
      met: ratio <= 2,
      text: 'at most 2.00',
    });
    report.line(
      'The slowest save meanwhile, times the quiet median',
      (Math.max(...meanwhile) / median(quiet)).toFixed(1),
    );
  } finally {
    service.kill();
  }
}
