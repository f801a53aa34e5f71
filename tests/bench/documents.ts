import { request } from 'node:http';
import { ANSWER, type Prepared } from './prepare.ts';
import { median, type Report, type Running } from './processes.ts';

/** What others meet while one coordinator fetches documents without pause, and how long one takes. */
export async function documents(
  report: Report,
  service: Running,
  { cookie, assessment }: Pick<Prepared, 'cookie' | 'assessment'>,
): Promise<void> {
  const base = `${service.address}/api/v1/assessments/${assessment}`;
  const fetchFile = async (path: string): Promise<number> => {
    const start = performance.now();
    const answer = await fetch(`${base}/${path}`, { headers: { cookie } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return performance.now() - start;
  };
  const view = await (await fetch(base, { headers: { cookie } })).json();
  const { answers } = view as { answers: { code: string; revision: number }[] };
  let revision = answers.find(({ code }) => code === 'SL-02')?.revision ?? 0;
  const save = (): Promise<number> => {
    const start = performance.now();
    const body = JSON.stringify(ANSWER);
    return new Promise((resolve, reject) => {
      const call = request(
        `${base}/answers/SL-02`,
        {
          method: 'PUT',
          headers: {
            cookie,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'if-match': `"${revision}"`,
          },
        },
        (answer) => {
          answer.resume();
          answer.on('end', () => {
            if (answer.statusCode !== 200) reject(new Error(`A save answered ${answer.statusCode ?? 0}`));
            revision += 1;
            resolve(performance.now() - start);
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  };
  const FILES = ['documents/tjansteskrivelse.docx', 'documents/tjansteskrivelse.pdf', 'export.xlsx'];
  for (const path of FILES) await fetchFile(path);
  for (const path of FILES) {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push(await fetchFile(path));
    const time = Math.round(median(times));
    report.line(`A document of every criterion, ${path}`, `${time} ms`, { met: time < 1000, text: 'under 1 s' });
  }
  const quiet: number[] = [];
  for (let i = 0; i < 150; i++) quiet.push(await save());
  let busy = true;
  const exporting = (async () => {
    for (let i = 0; busy; i++) await fetchFile(FILES[i % FILES.length] ?? '');
  })();
  const meanwhile: number[] = [];
  for (let i = 0; i < 150; i++) meanwhile.push(await save());
  busy = false;
  await exporting;
  const ratio = median(meanwhile) / median(quiet);
  report.line('A save while documents are fetched without pause, times quiet', ratio.toFixed(2), {
    met: ratio <= 2,
    text: 'at most 2.00',
  });
}
