import { randomBytes } from 'node:crypto';
import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal, type RefusalCode } from '@nuanlin/shared';
import type { Log } from '../log.ts';
import { problemOf } from './problem.ts';

/** How long a client may take to send; all in milliseconds of real time. */
export interface Patience {
  /** From the opening of the connection, or the end of the request before, to the end of the headers. */
  readonly headersMs: number;
  /** To the end of the body: 256 kB over a poor mobile network. */
  readonly requestMs: number;
  /** A connection without a request. */
  readonly idleMs: number;
  readonly checkEveryMs: number;
}

export const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, idleMs: 10_000, checkEveryMs: 2000 };

/** What Node says of a connection that brings no whole request. */
const BROKEN: Readonly<Record<string, RefusalCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/**
 * The server's socket. Whoever is too slow, sends what is not HTTP, or too many headers, is told by a problem and let go;
 * nothing is known of his language yet, so it is said in Chinese.
 */
export function createEdge(log: Log, patience: Patience = PATIENCE): Server {
  const server = createServer({
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    connectionsCheckingInterval: patience.checkEveryMs,
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const code = BROKEN[error.code ?? ''] ?? 'BAD_REQUEST';
    log.info({ code, cause: error.code }, 'request broken off');
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else tell(socket, new Refusal(code));
  });
  return server;
}

function tell(socket: Duplex, refusal: Refusal): void {
  const problem = problemOf(refusal, 'zh-CN', randomBytes(12).toString('base64url'));
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
