import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract, Refusal, REFUSALS, type RefusalCode } from '@nuanlin/shared';

interface CallContext {
  /** The version that an edit (PUT, PATCH) was made on. */
  ifMatch?: number;
}

/** The product by its contract, as one person: `await api.orders.place({ … })`. */
export type Api = ContractRouterClient<typeof contract, CallContext>;

/** How requests go out, and what becomes of answers. @throws Refusal for the product's no */
type Send = (request: Request, init: RequestInit) => Promise<Response>;

/** A client of the product at `url` whose requests carry the Cookie header of the moment. */
export function clientOf(url: string, cookie: () => string, send: Send): Api {
  const link = new OpenAPILink<CallContext>(contract, {
    url: `${url}/api/v1`,
    headers: ({ context: { ifMatch } }) => ({
      cookie: cookie(),
      'accept-language': 'en',
      'idempotency-key': randomUUID(),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    }),
    fetch: send,
  });
  return createORPCClient(link);
}

/** So often a request is sent again, always under its own key, while the door is closed or nobody answers. */
const ATTEMPTS = 8;
const PAUSE_MS = 500;

/**
 * A client of the product at `url` with somebody's session. A closed door (503) and a lost connection are waited out.
 * @throws Refusal with the code of the product's no
 */
export const apiAs = (url: string, cookie: string): Api => clientOf(url, () => cookie, patiently);

async function patiently(request: Request, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(request.clone(), init).catch((error: unknown) => {
      if (attempt === ATTEMPTS) throw error;
      return null;
    });
    if (response?.ok) return response;
    if (response && (response.status !== 503 || attempt === ATTEMPTS)) throw await refusalIn(response);
    await response?.arrayBuffer();
    await sleep(PAUSE_MS * attempt);
  }
}

/** The refusal of an answer that is not ok. */
export async function refusalIn(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json().catch(() => null);
  if (typeof problem !== 'object' || problem === null) return new Refusal('INTERNAL', { status: response.status });
  const code = 'code' in problem && isCode(problem.code) ? problem.code : 'INTERNAL';
  const data = 'data' in problem && typeof problem.data === 'object' ? { ...problem.data } : {};
  return new Refusal(code, 'fields' in problem ? { ...data, fields: problem.fields } : data);
}

const isCode = (code: unknown): code is RefusalCode => typeof code === 'string' && Object.hasOwn(REFUSALS, code);
