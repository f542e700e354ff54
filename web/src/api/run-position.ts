import type { PositionSeen, RunId } from '@nuanlin/shared';
import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';
import { socket } from './live.ts';

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
  const follow = (): void => {
    const run = runId();
    if (run !== null && socket.connected) socket.emit('run:watch', { runId: run }, () => {});
  };
  socket.on('position', hear);
  socket.on('connect', follow);
  onScopeDispose(() => {
    socket.off('position', hear);
    socket.off('connect', follow);
  });
  watch(
    runId,
    () => {
      seen.value = null;
      follow();
    },
    { immediate: true },
  );
  return readonly(seen);
}
