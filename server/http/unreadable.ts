import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** Node's codes for what it refuses → status, our code, Swedish title. */
const REFUSED: Readonly<Record<string, readonly [status: number, code: string, title: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'too-slow', 'Anropet kom inte fram i tid. Försök igen.'],
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'Anropets rubriker är för stora.'],
};

/**
 * What is not HTTP, or comes too slowly, is refused before there is a request: answered here with the same kind of
 * problem document (RFC 9457) as everything else, and the connection is closed.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code, title] = REFUSED[error.code ?? ''] ?? [400, 'bad-request', 'Anropet går inte att tolka.'];
  const body = JSON.stringify({ type: `/api/docs#${code}`, title, status, code });
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Cache-Control: no-store',
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  socket.destroy(error);
}
