import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderAnswer } from '../../platform/ports/payment.ts';
import { sandboxBooks, type Acted, type Held } from './sandbox-books.ts';
import { sign, SIGNATURE } from './signature.ts';

/** How the sandbox treats whoever pays by a means; the default is kind and quick. */
export interface Behaviour {
  /** Says no, with these words. */
  readonly declines?: string;
  /** Answers only after so many real milliseconds. */
  readonly slowMs?: number;
  /** Answers `pending` and tells by webhook: never, once, or several times and the last first. */
  readonly webhooks?: 'never' | 'once' | 'twice_and_out_of_order';
}

export interface Sandbox {
  readonly url: string;
  behave(means: string, behaviour: Behaviour): void;
  /** What the sandbox holds of a payment; null when it was never asked. */
  look(paymentId: string): Promise<Held | null>;
  stop(): Promise<void>;
}

/**
 * A payment provider of our own: it keeps sums in books that outlive it, answers a key once, and can be nasty on demand.
 * MongoDB is connected before the first request comes.
 */
export async function startSandbox({
  secret,
  webhookUrl,
  port = 0,
}: {
  secret: string;
  webhookUrl: () => string;
  port?: number;
}): Promise<Sandbox> {
  const behaviours = new Map<string, Behaviour>();
  const telling = new Set<Promise<void>>();

  const server = createServer((request, response) => {
    handle(request).then(
      (answer) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(error instanceof Refused ? 409 : 500).end(String(error)),
    );
  });

  async function handle(request: IncomingMessage): Promise<ProviderAnswer> {
    const body = JSON.parse(await read(request)) as Record<string, unknown>;
    const key = String(request.headers['idempotency-key']);
    const [, asked, action] = /^\/payments(?:\/([\w-]+)\/(\w+))?$/.exec(request.url ?? '') ?? [];
    const behaviour = behaviours.get(String(body['means'])) ?? {};
    const reference = asked ?? referenceOf(String(body['paymentId']));
    const { answer, isNew } = await sandboxBooks.once(reference, key, (held) =>
      action ? acted(held, { reference, action, amount: Number(body['amount']) }) : opened(body, reference, behaviour),
    );
    if (isNew && answer.state === 'pending') tellLater(reference, key, behaviour.webhooks);
    if (isNew && behaviour.slowMs) await sleep(behaviour.slowMs);
    return answer;
  }

  function tellLater(reference: string, key: string, how: Behaviour['webhooks']): void {
    if (how === undefined || how === 'never') return;
    const told = tellStory(reference, key, how);
    telling.add(told);
    void told.finally(() => telling.delete(told));
  }

  async function tellStory(reference: string, key: string, how: 'once' | 'twice_and_out_of_order'): Promise<void> {
    await sleep(50);
    const { answer: secured } = await sandboxBooks.once(reference, `${key}.webhook`, secure(reference));
    const held = await sandboxBooks.look(reference);
    const pending: ProviderAnswer = { state: 'pending', reference, payAt: null };
    const story = how === 'once' ? [secured] : [secured, pending, secured];
    for (const answer of story) await tell({ key, paymentId: held?.paymentId ?? '', answer });
  }

  async function tell(news: { key: string; paymentId: string; answer: ProviderAnswer }): Promise<void> {
    const body = JSON.stringify(news);
    const headers = { 'content-type': 'application/json', [SIGNATURE]: sign(secret, body, Date.now()) };
    // A receiver that is away hears nothing more: silence is part of what a provider does.
    await fetch(webhookUrl(), { method: 'POST', headers, body }).catch(() => undefined);
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // It never keeps a process alive by itself.
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (means, behaviour) => void behaviours.set(means, behaviour),
    look: (paymentId) => sandboxBooks.look(referenceOf(paymentId)),
    async stop() {
      await Promise.all(telling);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const referenceOf = (paymentId: string): string => `sandbox-${paymentId}`;

/** A payment is asked for. */
function opened(body: Record<string, unknown>, reference: string, { declines, webhooks }: Behaviour): Acted {
  const held: Held = {
    paymentId: String(body['paymentId']),
    amount: Number(body['amount']),
    mode: body['mode'] === 'hold' ? 'hold' : 'charge',
    state: 'pending',
    captured: 0,
    refunded: 0,
  };
  if (declines !== undefined) {
    return { held: { ...held, state: 'declined' }, answer: { state: 'declined', reason: declines } };
  }
  if (webhooks !== undefined) return { held, answer: { state: 'pending', reference, payAt: null } };
  return secure(reference)(held);
}

/** The payer's side is through: the sum is held, or taken, unless the payment is over already. */
const secure =
  (reference: string) =>
  (held: Held | null): Acted => {
    if (!held) throw new Refused(`no payment ${reference}`);
    const { state } = held;
    if (state === 'voided' || state === 'captured') return { held, answer: { state, reference } };
    if (held.mode === 'hold') {
      return { held: { ...held, state: 'authorized' }, answer: { state: 'authorized', reference } };
    }
    const taken = { ...held, state: 'captured', captured: held.amount } as const;
    return { held: taken, answer: { state: 'captured', reference } };
  };

/** Something is done with a payment that was asked for before. */
function acted(
  held: Held | null,
  { reference, action, amount }: { reference: string; action: string; amount: number },
): Acted {
  if (!held) throw new Refused(`no payment ${reference}`);
  const { state, captured, refunded } = held;
  if (action === 'capture' && state === 'authorized' && amount <= held.amount) {
    return { held: { ...held, state: 'captured', captured: amount }, answer: { state: 'captured', reference } };
  }
  if (action === 'void' && state !== 'captured') {
    return { held: { ...held, state: 'voided' }, answer: { state: 'voided', reference } };
  }
  if (action === 'refund' && state === 'captured' && refunded + amount <= captured) {
    return { held: { ...held, refunded: refunded + amount }, answer: { state: 'captured', reference } };
  }
  throw new Refused(`${action} of ${amount} is not possible while ${state}`);
}

class Refused extends Error {}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
