import cookie from '@fastify/cookie';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { hashOf } from '../../server/deps.ts';

/**
 * The floor: what any service with sessions in SQLite must do, and nothing more. The same session row is read
 * by the same key; a save is one durable insert of the same size; a read sends the same bytes.
 */
const [file = '', assessmentBytes = '', html = ''] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('create table if not exists floor (id integer primary key, content text not null)');
const session = db.prepare('select user_id, expires_at from sessions where id = ?');
const insert = db.prepare('insert into floor (content) values (?)');
const { readFileSync } = await import('node:fs');
const bytes = readFileSync(assessmentBytes);
const page = readFileSync(html, 'utf8');

const app = Fastify();
await app.register(cookie);
const signedIn = (value: string | undefined) =>
  session.get(hashOf(decodeURIComponent(value ?? '').split('.')[0] ?? '')) !== undefined;
app.put('/save', (request, reply) => {
  if (!signedIn(request.cookies['mr-kollen'])) return reply.code(401).send();
  insert.run(JSON.stringify(request.body));
  return { saved: true };
});
app.get('/read', (request, reply) => {
  if (!signedIn(request.cookies['mr-kollen'])) return reply.code(401).send();
  return reply.type('application/json; charset=utf-8').send(bytes);
});
app.get('/page', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
app.get('/healthz', () => 'ok');
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(address);
