import type { PlannedRun } from '@nuanlin/dispatch-engine';
import type { DistrictId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Tx } from '../../platform/tx.ts';
import type { DispatchPorts } from './ports.ts';
import { runRound, type RoundEnd } from './round.ts';

/** While work is open every district is looked at again at the latest after this (real time), whatever events were lost. */
const TICK_MS = 3000;
const LEAST_PAUSE_MS = 50;

export interface Rounds {
  /** Asks for a round of a district; asked during a round it causes one more at once. */
  wake(districtId: DistrictId): void;
  stop(): Promise<void>;
}

interface Loop {
  running: Promise<void> | null;
  again: boolean;
  plan: readonly PlannedRun[];
  timer: NodeJS.Timeout | undefined;
}

/** Runs rounds in this process: one at a time a district, districts side by side. */
export function startRounds(ports: DispatchPorts, { tx, clock, log }: { tx: Tx; clock: Clock; log: Log }): Rounds {
  const loops = new Map<DistrictId, Loop>();
  const life = { over: false };

  const loopOf = (districtId: DistrictId): Loop => {
    const known = loops.get(districtId);
    if (known) return known;
    const loop: Loop = { running: null, again: false, plan: [], timer: undefined };
    loops.set(districtId, loop);
    return loop;
  };

  function wake(districtId: DistrictId): void {
    if (life.over) return;
    const loop = loopOf(districtId);
    loop.again = true;
    loop.running ??= work(districtId, loop).finally(() => {
      loop.running = null;
      if (loop.again) wake(districtId);
    });
  }

  async function work(districtId: DistrictId, loop: Loop): Promise<void> {
    while (loop.again && !life.over) {
      loop.again = false;
      clearTimeout(loop.timer);
      try {
        const end = await runRound(districtId, { now: clock.now(), plan: loop.plan }, ports, tx);
        loop.plan = end.plan;
        lookAgain(districtId, loop, end);
        if (end.offers > 0) log.info({ districtId, offers: end.offers, open: end.open }, 'round');
      } catch (error) {
        log.error({ err: error, districtId }, 'round failed; the next tick tries again');
      }
    }
  }

  function lookAgain(districtId: DistrictId, loop: Loop, { lookAgainIn }: RoundEnd): void {
    const ms = (lookAgainIn * 60_000) / clock.rate();
    if (ms < TICK_MS) loop.timer = setTimeout(() => wake(districtId), Math.max(LEAST_PAUSE_MS, ms));
  }

  const tick = setInterval(() => {
    ports.jobs
      .districtsWithOpenSeats(unscoped('the loop serves every district'))
      .then((districts) => districts.forEach(wake))
      .catch((error: unknown) => log.warn({ err: error }, 'districts not read'));
  }, TICK_MS);

  return {
    wake,
    async stop() {
      life.over = true;
      clearInterval(tick);
      for (const { timer } of loops.values()) clearTimeout(timer);
      for (const { running } of loops.values()) await running;
    },
  };
}
