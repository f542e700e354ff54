import { Refusal, type ClockState, type ElderId, type PersonId, type Point } from '@nuanlin/shared';
import type { Api } from '../client/api.ts';
import type { ProductClock } from '../client/clock.ts';
import type { Random } from '../district/random.ts';
import type { Session } from './product.ts';
import type { Agenda } from './agenda.ts';
import type { Streets } from './streets.ts';

/** Somebody whom the simulation plays, with his own way to the product. */
export interface Player {
  readonly id: PersonId;
  readonly name: string;
  readonly session: Session;
  readonly api: Api;
}

/** What all players share. */
export interface Stage {
  readonly address: string;
  readonly zone: string;
  readonly clock: Pick<ProductClock, 'now' | 'rate'>;
  /** What a socket says of the product's clock. */
  readonly hearClock: (state: ClockState) => void;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly streets: Streets;
  /** Places with a name on the map: market, pharmacy, hospital, parks. */
  readonly sights: readonly { readonly name: string; readonly at: Point }[];
  /** Elders whom the simulation plays; the fixed cast is not among them. */
  readonly elders: ReadonlyMap<ElderId, Player>;
  /** Told of what did not work: the product's no is normal life, anything else is not. */
  readonly trouble: (who: string, error: unknown) => void;
}

/** Runs one thing a player does; null when the product said no, or nothing. */
export async function attempt<T>(
  stage: Pick<Stage, 'trouble'>,
  who: string,
  what: () => Promise<T>,
): Promise<T | null> {
  try {
    return await what();
  } catch (error) {
    stage.trouble(who, error);
    return null;
  }
}

export const isRefused = (error: unknown, ...codes: Refusal['code'][]): boolean =>
  error instanceof Refusal && codes.includes(error.code);
