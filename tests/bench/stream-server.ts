import { createServer, type ServerResponse } from 'node:http';

/** The floor of live updates: an event stream and nothing else. GET listens; POST tells all of them. */
const open = new Set<ServerResponse>();
let n = 0;
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    n += 1;
    for (const each of open) each.write(`data: {"revision":${n}}\n\n`);
    response.end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 3000\n\n');
  open.add(response);
  response.once('close', () => open.delete(response));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.send?.(`http://127.0.0.1:${port}`);
});
