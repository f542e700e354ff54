import type { PositionSeen, RunId } from '@nuanlin/shared';
import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';
import { socket } from './live.ts';

const AGAIN_MS = 2000;
const MOST_TRIES = 15;

/**
 * Where a run is, as it moves; null until a position comes. Positions are never kept and never replayed: what was missed
 * is past.
 * @example const seen = useRunPosition(() => visit.runId); // seen.value?.at
 */
export function useRunPosition(runId: () => RunId | null): Readonly<Ref<PositionSeen | null>> {
  const seen = ref<PositionSeen | null>(null);
  const hear = (position: PositionSeen): void => {
    if (position.runId === runId()) seen.value = position;
  };
  let again: ReturnType<typeof setTimeout> | undefined;
  const follow = (tries = 1): void => {
    const run = runId();
    if (run === null || !socket.connected) return;
    socket.emit('run:watch', { runId: run }, ({ ok }) => {
      // The departure may not be known everywhere yet.
      if (!ok && run === runId() && tries < MOST_TRIES) again = setTimeout(() => follow(tries + 1), AGAIN_MS);
    });
  };
  socket.on('position', hear);
  const followAgain = () => follow();
  socket.on('connect', followAgain);
  onScopeDispose(() => {
    clearTimeout(again);
    socket.off('position', hear);
    socket.off('connect', followAgain);
  });
  watch(
    runId,
    () => {
      clearTimeout(again);
      seen.value = null;
      follow();
    },
    { immediate: true },
  );
  return readonly(seen);
}
