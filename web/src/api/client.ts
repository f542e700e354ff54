import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract } from '@nuanlin/shared';
import { NetworkLost, refusedFrom } from './problem.ts';

/** What a call may carry beside its input. */
export interface CallContext {
  /** Names one intention of a person: sent again with it, a request is not done twice. Every POST gets one. */
  idempotencyKey?: string;
  /** The version that an edit (PUT, PATCH) was made on; an older one is refused with VERSION_STALE. */
  ifMatch?: number;
}

export const newIdempotencyKey = (): string => crypto.randomUUID();

const link = new OpenAPILink<CallContext>(contract, {
  url: () => `${location.origin}/api/v1`,
  headers: ({ context }) => ({
    'accept-language': document.documentElement.lang,
    ...(context.idempotencyKey === undefined ? {} : { 'idempotency-key': context.idempotencyKey }),
    ...(context.ifMatch === undefined ? {} : { 'if-match': `"${context.ifMatch}"` }),
  }),
  fetch: send,
});

/** The server, by its contract: `await api.orders.place({ … })`. Throws Refused or NetworkLost. */
export const api: ContractRouterClient<typeof contract, CallContext> = createORPCClient(link);

async function send(request: Request, init: { redirect?: RequestRedirect }): Promise<Response> {
  if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
    request.headers.set('idempotency-key', newIdempotencyKey());
  }
  const response = await fetch(request, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    throw request.signal.aborted ? error : new NetworkLost(error);
  });
  if (response.ok) return response;
  throw refusedFrom(response.status, await response.json().catch(() => null));
}
