import { afterAll, beforeAll, expect, test } from 'vitest';
import { Service } from './service.ts';
import { submitted } from './submitted.ts';

/** Two that show openly, side by side: for anyone, of nobody else, and never in order of who is further. */
let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.stop());

const page = async (en = '', annan = '') => {
  const answer = await service.call('GET', `/oppet/bredvid?en=${en}&annan=${annan}`);
  expect(answer.statusCode).toBe(200);
  return answer.body;
};
/** What a row says, cell by cell. */
const cells = (html: string, head: string) =>
  (new RegExp(`<tr><th scope="row">(?:<a [^>]*>)?(?:<span[^>]*>)?${head}.*?</tr>`).exec(html)?.[0] ?? '')
    .split('<td')
    .slice(1)
    .map((cell) =>
      cell
        .replace(/^[^>]*>/, '')
        .replaceAll(/<[^>]+>/g, '')
        .trim(),
    );

test('until two show openly there is nothing to choose, and it is said', async () => {
  await submitted(service, '1281', { sharing: 'oppet', levels: { 'SL-01': 3, 'SL-02': 1, 'SL-04': 0 } });
  expect(await page()).toContain('För få visar sin självskattning öppet');
});

test('two are shown with their levels in the catalogue’s order; what one has not answered is said to be missing', async () => {
  await submitted(service, '1280', { sharing: 'oppet', levels: { 'SL-01': 1, 'SL-03': 4, 'SL-04': 4 } });
  const html = await page('1281-2026', '1280-2026');
  expect(html).toContain('Lunds kommun 2026');
  expect(html).toContain('Malmö');
  expect(cells(html, 'SL-01')).toEqual(['3', '1']);
  expect(cells(html, 'SL-02')).toEqual(['1', '-uppgift saknas']);
  expect(cells(html, 'SL-03')).toEqual(['-uppgift saknas', '4']);
  const order = [...html.matchAll(/<span class="code">(SL-\d\d)<\/span>/g)].map(([, code]) => code);
  // SL-04 differs most, and stands in its place.
  expect(order.slice(0, 4)).toEqual(['SL-01', 'SL-02', 'SL-03', 'SL-04']);
});

test('whoever does not show openly is neither offered nor shown, whatever is asked for', async () => {
  await submitted(service, '1283', { sharing: 'natverket', levels: { 'SL-01': 4 } });
  const html = await page('1281-2026', '1283-2026');
  expect(html).not.toContain('1283-2026');
  expect(html).not.toContain('Helsingborg');
  expect(html).not.toContain('<table');
});

test('the same twice, or nonsense, asks for another choice', async () => {
  expect(await page('1281-2026', '1281-2026')).toContain('Välj två olika självskattningar.');
  expect(await page('%3Cb%3Ezz', '1281-2026')).not.toContain('zz');
  expect((await service.call('GET', '/oppet/bredvid?en=a&en=b')).statusCode).toBe(200);
});

test('of different versions only the indexes stand side by side, with a warning', async () => {
  await service.deps.db.updateTable('assessments').set({ catalogue: '1.0' }).where('id', '=', '1280-2026').execute();
  const html = await page('1281-2026', '1280-2026');
  expect(html).toContain('olika versioner av kriterierna (2.0 och 1.0)');
  expect(html).toContain('Index 0–100 per område');
  expect(html).not.toContain('Kriterier, nivå 0–4');
});
