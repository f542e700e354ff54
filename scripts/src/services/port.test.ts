import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { answers, freePort, mustBeFree } from './port.ts';

test('a free port is free, and nobody answers there', async () => {
  const port = await freePort();
  await mustBeFree(port);
  expect(await answers(port)).toBe(false);
});

test('a taken port is named', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await answers(port)).toBe(true);
  await expect(mustBeFree(port)).rejects.toMatchObject({ problem: { code: 'PORT_TAKEN', port } });
  server.close();
});
