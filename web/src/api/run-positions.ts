import type { PositionSeen } from '@nuanlin/shared';
import { onScopeDispose, shallowReactive, watch } from 'vue';
import { socket } from './live.ts';

/**
 * Where many runs are, as they move, by run. Positions are never kept and never replayed: what was missed is past; runs are
 * watched anew after every reconnection.
 * @example const seen = useRunPositions(() => runs.value.map(({ id }) => id)); // seen.get(run.id)?.at
 */
export function useRunPositions(runIds: () => readonly string[]): ReadonlyMap<string, PositionSeen> {
  const seen = shallowReactive(new Map<string, PositionSeen>());
  const watched = new Set<string>();
  const hear = (position: PositionSeen): void => {
    if (watched.has(position.runId)) seen.set(position.runId, position);
  };
  const ask = (runId: string): void => {
    if (socket.connected) socket.emit('run:watch', { runId }, () => {});
  };
  const askAgain = (): void => watched.forEach(ask);
  socket.on('position', hear);
  socket.on('connect', askAgain);
  onScopeDispose(() => {
    socket.off('position', hear);
    socket.off('connect', askAgain);
  });
  watch(
    runIds,
    (wanted) => {
      for (const runId of watched) {
        if (wanted.includes(runId)) continue;
        watched.delete(runId);
        seen.delete(runId);
      }
      for (const runId of wanted) {
        if (watched.has(runId)) continue;
        watched.add(runId);
        ask(runId);
      }
    },
    { immediate: true },
  );
  return seen;
}
