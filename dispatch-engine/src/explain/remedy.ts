import type { ReasonCode } from '@nuanlin/shared';
import type { OpenSeat } from '../match/eligibility.ts';
import { putWorker, type Board, type Worker } from '../problem/index.ts';

/** A worker and a seat on a board, as they are or as they might be. */
export interface Pair {
  readonly board: Board;
  readonly worker: Worker;
  readonly open: OpenSeat;
}

const FORTNIGHT = 14 * 24 * 60;

/** The pair as it were without what the reason names; null when nothing on earth would help. */
export function without(reason: ReasonCode, pair: Pair): Pair | null {
  const { board, worker, open } = pair;
  const { job, seat } = open;
  switch (reason) {
    case 'PINNED_TO_OTHER':
      return { ...pair, open: { job, seat: { ...seat, pinnedTo: null } } };
    case 'ELDER_BLOCKS': {
      const blocks = job.elder.blocks.filter((id) => id !== worker.person);
      return { ...pair, open: { seat, job: { ...job, elder: { ...job.elder, blocks } } } };
    }
    case 'REFUSED_BEFORE':
      return other(pair, { refused: worker.refused.filter((id) => id !== job.id) });
    case 'BEING_ASKED':
      return other(pair, { asked: false });
    case 'SKILL_MISSING':
      return other(pair, { skills: [...worker.skills, ...seat.skills] });
    case 'SEX_REQUIRED':
      return { ...pair, open: { job, seat: { ...seat, sex: null } } };
    case 'OVER_CAPACITY':
      return other(pair, { capacity: job.load });
    case 'OFF_SHIFT': {
      const { from, to } = worker.shift;
      return other(pair, {
        shift: { from: Math.min(from, board.now), to: Math.max(to, board.now, job.window.from) + FORTNIGHT },
      });
    }
    case 'ON_BREAK':
      return other(pair, { pause: null });
    case 'BUSY':
      return other(pair, { free: { ...worker.free, at: board.now }, then: null });
    case 'TOO_FAR': {
      const search = { ...board.rules.search, widest: Infinity };
      return { ...pair, board: { ...board, rules: { ...board.rules, search } } };
    }
    case 'TOO_LATE':
      return { ...pair, open: { seat, job: { ...job, latest: Infinity } } };
    case 'IN_CREW_ALREADY':
    case 'UNREACHABLE':
      return null;
  }
}

function other({ board, worker, open }: Pair, differs: Partial<Worker>): Pair {
  const changed = { ...worker, ...differs };
  putWorker(board, changed);
  return { board, worker: changed, open };
}
