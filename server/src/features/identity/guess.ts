import { Refusal, type RefusalCode } from '@nuanlin/shared';
import type { Limits } from '../../platform/http/limits.ts';
import type { Call } from '../../platform/http/route.ts';

export interface GuessPorts {
  limits: Limits;
  /** Codes asked for and tried from one address an hour. */
  perAddress: number;
}

const GUESSED: ReadonlySet<RefusalCode> = new Set(['CODE_WRONG', 'CODE_EXPIRED', 'CODE_SPENT']);

/**
 * Puts the limits of an address before a use case that sends or takes a code. Each phone has its own, so these are high
 * and stop only who goes from phone to phone; wrong guesses make the next one wait.
 * @throws TOO_MANY_REQUESTS, and what the use case throws
 */
export const limitGuesses =
  <Request extends { call: Call }, Ports, Answer>(useCase: (request: Request, ports: Ports) => Promise<Answer>) =>
  async (request: Request, ports: Ports & GuessPorts): Promise<Answer> => {
    const { limits, perAddress } = ports;
    const name = `sign-in.${request.call.address}`;
    await limits.mayTry(name);
    await limits.take(name, perAddress, 3600);
    try {
      return await useCase(request, ports);
    } catch (error) {
      if (error instanceof Refusal && GUESSED.has(error.code)) await limits.failed(name);
      throw error;
    }
  };
