import { onScopeDispose, readonly, ref, toValue, watch, type MaybeRefOrGetter } from 'vue';
import type { Instant, Point, RunId } from '@nuanlin/shared';
import { api } from '../../api/client.ts';
import { now } from '../../api/clock.ts';
import { socket } from '../../api/live.ts';

interface Position {
  readonly at: Point;
  readonly accuracyM: number;
  readonly takenAt: Instant;
}

/** As many as one report takes; older ones make room. */
const KEPT_AT_MOST = 500;
/** What the contracts take as accuracy, in metres. */
const WORST_M = 100_000;
/** A phone that lies still says nothing by itself; asked this often, it is not taken for silent. */
const ASKED_EVERY_MS = 15_000;
const AGAIN_MS = 2000;
const HOW: PositionOptions = { enableHighAccuracy: true, maximumAge: 5000 };

/**
 * Tells where the worker is, from departure to the end of the run and at no other time; nothing when the browser does
 * not say. Positions taken without a connection are reported together when it is back.
 * @param run the run under way, null when there is none
 * @returns where the worker is now; null when it is not known
 */
export function usePositionReport(run: MaybeRefOrGetter<RunId | null>) {
  const here = ref<Point | null>(null);
  let missed: Position[] = [];
  let latest: Position | null = null;

  function tell(runId: RunId, position: Position): void {
    here.value = position.at;
    latest = position;
    if (socket.connected) {
      socket.volatile.emit('position', { runId, ...position }, ({ ok }) => {
        // The departure may not be known everywhere yet; a later position of the same run makes this one needless.
        if (!ok) setTimeout(() => toValue(run) === runId && latest === position && tell(runId, position), AGAIN_MS);
      });
    } else missed = [...missed, position].slice(-KEPT_AT_MOST);
  }

  function catchUp(): void {
    const runId = toValue(run);
    const positions = missed;
    missed = [];
    // The trail is worth asking for once; the run may be over by now.
    if (runId && positions.length > 0) api.tracking.report({ runId, positions: [...positions] }).catch(() => undefined);
  }

  socket.on('connect', catchUp);
  onScopeDispose(() => socket.off('connect', catchUp));

  watch(
    () => toValue(run),
    (runId, _before, onCleanup) => {
      missed = [];
      here.value = null;
      if (runId === null || !('geolocation' in navigator)) return;
      const found = ({ coords: { longitude, latitude, accuracy } }: GeolocationPosition) =>
        tell(runId, {
          at: { lon: longitude, lat: latitude },
          accuracyM: Math.min(accuracy, WORST_M),
          takenAt: now(),
        });
      const watching = navigator.geolocation.watchPosition(found, failed, HOW);
      const asking = setInterval(
        () => navigator.geolocation.getCurrentPosition(found, () => undefined, HOW),
        ASKED_EVERY_MS,
      );
      function stop(): void {
        navigator.geolocation.clearWatch(watching);
        clearInterval(asking);
      }
      /** Indoors a position is missing for a while; only a no is an end. */
      function failed({ code, PERMISSION_DENIED }: GeolocationPositionError): void {
        if (code === PERMISSION_DENIED) stop();
      }
      onCleanup(stop);
    },
    { immediate: true },
  );
  return readonly(here);
}
