import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import pg from 'pg';
import { hashOf } from '../../server/deps.ts';

/** The floor on PostgreSQL: the session is read by its key, and a save is one durable insert of the same size. */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
await pool.query('create table if not exists floor (id serial primary key, content text not null)');

const app = Fastify();
await app.register(cookie);
app.put('/save', async (request, reply) => {
  const id = hashOf(decodeURIComponent(request.cookies['mr-kollen'] ?? '').split('.')[0] ?? '');
  const { rows } = await pool.query({
    name: 'session',
    text: 'select user_id, expires_at from sessions where id = $1',
    values: [id],
  });
  if (rows.length === 0) return reply.code(401).send();
  await pool.query({
    name: 'save',
    text: 'insert into floor (content) values ($1)',
    values: [JSON.stringify(request.body)],
  });
  return { saved: true };
});
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
