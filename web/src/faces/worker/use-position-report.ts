import { watch, type MaybeRefOrGetter, toValue } from 'vue';
import type { RunId } from '@nuanlin/shared';
import { now } from '../../api/clock.ts';
import { socket } from '../../api/live.ts';

/**
 * Tells where the worker is, from departure to the end of the run and at no other time; nothing when the browser does
 * not say. What is not heard at once is not sent later: the next position is better.
 * @param run the run under way, null when there is none
 */
export function usePositionReport(run: MaybeRefOrGetter<RunId | null>): void {
  watch(
    () => toValue(run),
    (runId, _before, onCleanup) => {
      if (runId === null || !('geolocation' in navigator)) return;
      const watching = navigator.geolocation.watchPosition(
        ({ coords }) => tell(runId, coords),
        () => navigator.geolocation.clearWatch(watching),
        { enableHighAccuracy: true, maximumAge: 5000 },
      );
      onCleanup(() => navigator.geolocation.clearWatch(watching));
    },
    { immediate: true },
  );
}

function tell(runId: RunId, { longitude, latitude, accuracy }: GeolocationCoordinates): void {
  if (!socket.connected) return;
  const at = { lon: longitude, lat: latitude };
  socket.volatile.emit('position', { runId, at, accuracyM: Math.min(accuracy, 100_000), takenAt: now() }, () => {});
}
