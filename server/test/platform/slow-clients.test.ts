import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createEdge } from '../../src/platform/http/edge.ts';
import { createLog } from '../../src/platform/log.ts';

/** The edge with little patience, before an app that answers what it could read. */
const server = createEdge(createLog('silent'), { headersMs: 300, requestMs: 600, idleMs: 300, checkEveryMs: 50 });
server.on(
  'request',
  express().use(express.json(), (request, response) => {
    response.json(request.body ?? null);
  }),
);
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

/** Sends and listens until the server lets go. */
async function until(closed: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  closed(socket);
  await once(socket, 'close');
  return heard;
}
const codeIn = (answer: string): unknown => {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch('application/problem+json');
  return (JSON.parse(body) as { code?: unknown }).code;
};

describe('the edge lets go of', () => {
  test('a connection that says nothing', async () => {
    expect(codeIn(await until(() => undefined))).toBe('REQUEST_TOO_SLOW');
  });

  test('headers that do not end', async () => {
    expect(codeIn(await until((socket) => socket.write('GET / HTTP/1.1\r\nhost: x\r\nx-slow: ')))).toBe(
      'REQUEST_TOO_SLOW',
    );
  });

  test('a body that trickles', async () => {
    const answer = await until((socket) => {
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n');
      const trickle = setInterval(() => socket.write(' '), 40);
      socket.once('close', () => clearInterval(trickle));
    });
    expect(codeIn(answer)).toBe('REQUEST_TOO_SLOW');
  });

  test('what is not HTTP', async () => {
    expect(codeIn(await until((socket) => socket.write('\u0000\u0001 garbage \r\n\r\n')))).toBe('BAD_REQUEST');
  });

  test('headers without measure', async () => {
    const many = Array.from({ length: 400 }, (_, n) => `x-${n}: ${'y'.repeat(100)}\r\n`).join('');
    expect(codeIn(await until((socket) => socket.write(`GET / HTTP/1.1\r\n${many}\r\n`)))).toBe('HEADERS_TOO_LARGE');
  });

  test('a client that hangs up in the middle, and two hundred of them leave it answering others', async () => {
    const half = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{';
    await Promise.all(
      Array.from({ length: 200 }, () => until((socket) => socket.write(half, () => socket.resetAndDestroy()))),
    );
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"here":true}',
    });
    expect(await answer.json()).toEqual({ here: true });
  });
});
