import { toValue, watch, type MaybeRefOrGetter } from 'vue';
import { socket } from '../../api/live.ts';

/** The server forgets a place that is not refreshed within three minutes. */
const EVERY_MS = 60_000;
const WORST_M = 100_000;

/**
 * While a courier is free, online and has allowed it, tells where he is so that near work comes to him; the server keeps
 * it rounded to 500 m and shows it to nobody.
 */
export function useRoughPlace(allowed: MaybeRefOrGetter<boolean>): void {
  watch(
    () => toValue(allowed),
    (isAllowed, _before, onCleanup) => {
      if (!isAllowed || !('geolocation' in navigator)) return;
      tellPlace();
      const timer = setInterval(tellPlace, EVERY_MS);
      onCleanup(() => clearInterval(timer));
    },
    { immediate: true },
  );
}

function tellPlace(): void {
  navigator.geolocation.getCurrentPosition(
    ({ coords: { longitude, latitude, accuracy } }) => {
      const at = { lon: longitude, lat: latitude };
      socket.volatile.emit('presence', { at, accuracyM: Math.min(accuracy, WORST_M) }, () => {});
    },
    () => undefined, // Without a position the base counts.
    { maximumAge: EVERY_MS },
  );
}
