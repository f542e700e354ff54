import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderAnswer } from '../../platform/ports/payment.ts';
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

interface Held {
  readonly paymentId: string;
  readonly amount: number;
  readonly mode: 'hold' | 'charge';
  state: 'pending' | 'authorized' | 'captured' | 'voided';
  captured: number;
  refunded: number;
}

export interface Sandbox {
  readonly url: string;
  behave(means: string, behaviour: Behaviour): void;
  /** What the sandbox holds of a payment; null when it was never asked. */
  look(paymentId: string): Readonly<Held> | null;
  stop(): Promise<void>;
}

/** A payment provider of our own, with memory: it keeps sums, answers a key once, and can be nasty on demand. */
export async function startSandbox({
  secret,
  webhookUrl,
  port = 0,
}: {
  secret: string;
  webhookUrl: () => string;
  port?: number;
}): Promise<Sandbox> {
  const payments = new Map<string, Held>();
  const answers = new Map<string, ProviderAnswer>();
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
    const known = answers.get(key);
    if (known) return known;
    const [, reference, action] = /^\/payments(?:\/([\w-]+)\/(\w+))?$/.exec(request.url ?? '') ?? [];
    const behaviour = behaviours.get(String(body['means'])) ?? {};
    const answer = reference && action ? act(reference, action, Number(body['amount'])) : open(body, behaviour, key);
    answers.set(key, answer);
    if (behaviour.slowMs) await sleep(behaviour.slowMs);
    return answer;
  }

  function open(body: Record<string, unknown>, behaviour: Behaviour, key: string): ProviderAnswer {
    if (behaviour.declines !== undefined) return { state: 'declined', reason: behaviour.declines };
    const paymentId = String(body['paymentId']);
    const mode = body['mode'] === 'hold' ? 'hold' : 'charge';
    const reference = `sandbox-${paymentId}`;
    const held: Held = { paymentId, amount: Number(body['amount']), mode, state: 'pending', captured: 0, refunded: 0 };
    payments.set(reference, held);
    if (behaviour.webhooks === undefined) return secure(reference, held);
    if (behaviour.webhooks !== 'never') tellLater(reference, held, key, behaviour.webhooks);
    return { state: 'pending', reference, payAt: null };
  }

  function secure(reference: string, held: Held): ProviderAnswer {
    held.state = held.mode === 'hold' ? 'authorized' : 'captured';
    if (held.mode === 'charge') held.captured = held.amount;
    return { state: held.state, reference };
  }

  function tellLater(reference: string, held: Held, key: string, how: 'once' | 'twice_and_out_of_order'): void {
    const secured = secure(reference, held);
    const pending: ProviderAnswer = { state: 'pending', reference, payAt: null };
    const story = how === 'once' ? [secured] : [secured, pending, secured];
    const told = (async () => {
      await sleep(50);
      for (const answer of story) await tell({ key, paymentId: held.paymentId, answer });
    })();
    telling.add(told);
    void told.finally(() => telling.delete(told));
  }

  async function tell(news: { key: string; paymentId: string; answer: ProviderAnswer }): Promise<void> {
    const body = JSON.stringify(news);
    const headers = { 'content-type': 'application/json', [SIGNATURE]: sign(secret, body, Date.now()) };
    // A receiver that is away hears nothing more: silence is part of what a provider does.
    await fetch(webhookUrl(), { method: 'POST', headers, body }).catch(() => undefined);
  }

  function act(reference: string, action: string, amount: number): ProviderAnswer {
    const held = payments.get(reference);
    if (!held) throw new Refused(`no payment ${reference}`);
    if (action === 'capture' && held.state === 'authorized' && amount <= held.amount) {
      held.state = 'captured';
      held.captured = amount;
      return { state: 'captured', reference };
    }
    if (action === 'void' && held.state !== 'captured') {
      held.state = 'voided';
      return { state: 'voided', reference };
    }
    if (action === 'refund' && held.state === 'captured' && held.refunded + amount <= held.captured) {
      held.refunded += amount;
      return { state: 'captured', reference };
    }
    throw new Refused(`${action} of ${amount} is not possible while ${held.state}`);
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // It never keeps a process alive by itself.
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (means, behaviour) => void behaviours.set(means, behaviour),
    look: (paymentId) => payments.get(`sandbox-${paymentId}`) ?? null,
    async stop() {
      await Promise.all(telling);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

class Refused extends Error {}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
