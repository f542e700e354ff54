import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const correlation = new AsyncLocalStorage<string>();

/** Runs work under the id of the request that caused it; logs and events made within carry it. */
export const underRequest = <T>(requestId: string, work: () => T): T => correlation.run(requestId, work);

/** The id of the request that caused what runs now; `none` for what a process does by itself. */
export const requestIdNow = (): string => correlation.getStore() ?? 'none';

/**
 * Structured logs on standard output. Ids and codes only: names, phones, addresses, texts and bodies of requests are not
 * logged, and what looks like them is censored should it slip in.
 */
export const createLog = (level: string, to: DestinationStream = process.stdout): Log =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ requestId: requestIdNow() }),
      redact: {
        paths: [
          'phone',
          'name',
          'token',
          'code',
          'cookie',
          'authorization',
          '*.phone',
          '*.name',
          '*.token',
          '*.cookie',
        ],
        censor: '…',
      },
    },
    to,
  );
