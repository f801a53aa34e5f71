import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatIndex } from '../../criteria/present/format.ts';
import { buildApp } from '../../server/app.ts';
import type { ResultView } from '../../server/assessments/contract.ts';
import { readConfig } from '../../server/config.ts';
import { DEMO_PASSWORD } from '../../server/demo/accounts.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { prepare } from '../../server/start.ts';

/**
 * `node tests/office/open.ts`: opens the files of several of the demo's organisations in programs that did not write
 * them, and holds the figures against the API's. Needs LibreOffice (soffice) and poppler (pdftotext, pdfinfo, pdffonts);
 * says so and stops where they are missing.
 */
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
for (const program of ['soffice', 'pdftotext', 'pdfinfo', 'pdffonts'])
  try {
    run('which', program);
  } catch {
    console.log(`${program} is not on this computer, so nothing is opened.`);
    process.exit(0);
  }

const root = fileURLToPath(new URL('../../.tmp', import.meta.url));
mkdirSync(root, { recursive: true });
const folder = mkdtempSync(join(root, 'office-'));
const deps = await prepare(readConfig({}, { demo: true, logLevel: 'silent', databaseUrl: join(folder, 'demo.db') }));
await seedDemo(deps);
const app = await buildApp(deps);
let wrong = 0;
const hold = (what: string, met: boolean) => {
  if (!met) wrong += 1;
  console.log(`${met ? 'ok     ' : 'WRONG  '} ${what}`);
};

const year = deps.now().getFullYear() - 1;
const users = await deps.db
  .selectFrom('users')
  .innerJoin('assessments', 'assessments.organisation_code', 'users.organisation_code')
  .select(['users.email', 'assessments.id'])
  .where('users.role', '=', 'coordinator')
  .where('assessments.year', '=', year)
  .where('assessments.state', '=', 'adopted')
  .orderBy('assessments.id')
  .limit(6)
  .execute();
try {
  for (const { email, id } of users) {
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email, password: DEMO_PASSWORD },
    });
    const cookie = String([signedIn.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
    const get = (path: string) =>
      app.inject({ method: 'GET', url: `/api/v1/assessments/${id}/${path}`, headers: { cookie } });
    const keep = async (path: string, name: string) => {
      const file = join(folder, name);
      writeFileSync(file, (await get(path)).rawPayload);
      return file;
    };
    const result = (await get('result')).json<ResultView>();
    const indexes =
      result.years.at(-1)?.groups.flatMap(({ index }) => (index === null ? [] : [formatIndex(index)])) ?? [];

    const word = await keep('documents/tjansteskrivelse.docx', `${id}.docx`);
    run('soffice', '--headless', '--convert-to', 'txt:Text', '--outdir', folder, word);
    const letter = readFileSync(join(folder, `${id}.txt`), 'utf8');
    hold(
      `${id}: Word has the indexes ${indexes.join(', ')}`,
      indexes.every((index) => letter.includes(index)),
    );
    hold(
      `${id}: Word has every criterion`,
      result.criteria.every(({ code, title }) => letter.includes(`${code} ${title}`)),
    );

    const pdf = await keep('documents/tjansteskrivelse.pdf', `${id}.pdf`);
    const text = run('pdftotext', pdf, '-');
    hold(
      `${id}: PDF has the same indexes`,
      indexes.every((index) => text.includes(index)),
    );
    hold(`${id}: PDF is tagged`, /Tagged:\s+yes/.test(run('pdfinfo', pdf)));
    const fonts = run('pdffonts', pdf).split('\n').slice(2).filter(Boolean);
    hold(`${id}: PDF carries its fonts`, fonts.length > 0 && fonts.every((line) => line.includes(' yes yes yes ')));

    const account = run('pdftotext', await keep('documents/underlag-till-institutet.pdf', `${id}-institut.pdf`), '-');
    hold(`${id}: the account to the institute tells of the decision`, account.includes('11 § lagen'));

    const template = await app.inject({ method: 'GET', url: '/api/v1/template-start.docx', headers: { cookie } });
    await app.inject({
      method: 'PUT',
      url: `/api/v1/organisations/${id.split('-')[0] ?? ''}/template?name=mall.docx`,
      payload: template.rawPayload,
      headers: { cookie, 'content-type': 'application/octet-stream' },
    });
    const own = await keep('documents/egen-mall.docx', `${id}-mall.docx`);
    run('soffice', '--headless', '--convert-to', 'txt:Text', '--outdir', folder, own);
    const filled = readFileSync(join(folder, `${id}-mall.txt`), 'utf8');
    hold(
      `${id}: the letter in a template of one's own has the indexes and no field left`,
      indexes.every((index) => filled.includes(index)) && !filled.includes('{'),
    );

    const book = await keep('export.xlsx', `${id}.xlsx`);
    run(
      'soffice',
      '--headless',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):59,34,76,1',
      '--outdir',
      folder,
      book,
    );
    const rows = readFileSync(join(folder, `${id}.csv`), 'utf8').split('\n');
    const same = result.criteria.every(({ code, level }) => {
      const row = rows.find((line) => line.startsWith(`${code};`) || line.startsWith(`"${code}";`));
      return row !== undefined && (level === null || row.includes(`;${level};`));
    });
    hold(`${id}: Excel has every level`, same);
  }
  const network = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'natverk@skl.example', password: DEMO_PASSWORD },
  });
  const cookie = String([network.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  for (const name of ['lagesbild', 'redovisning-av-overenskommelsen', 'ekonomisk-redovisning']) {
    const get = async (format: string) => {
      const url = `/api/v1/network/reports/${name}.${format}?year=${year}`;
      const file = join(folder, `${name}.${format}`);
      writeFileSync(file, (await app.inject({ method: 'GET', url, headers: { cookie } })).rawPayload);
      return file;
    };
    run('soffice', '--headless', '--convert-to', 'txt:Text', '--outdir', folder, await get('docx'));
    const words = (text: string) => new Set(text.match(/[\p{L}\d]{4,}/gu));
    const inWord = words(readFileSync(join(folder, `${name}.txt`), 'utf8'));
    const inPdf = words(run('pdftotext', await get('pdf'), '-'));
    const missing = [...inWord].filter((word) => !inPdf.has(word));
    hold(
      `${name}: Word and PDF say the same (${missing.length} words of ${inWord.size} differ)`,
      missing.length < inWord.size / 50,
    );
    hold(`${name}: PDF is tagged`, /Tagged:\s+yes/.test(run('pdfinfo', join(folder, `${name}.pdf`))));
  }
} finally {
  await app.close();
  await deps.editions.close();
  await deps.db.destroy();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(wrong > 0 ? 1 : 0);
