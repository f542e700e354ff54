import { fromMs, toMs, type ClockState, type Instant } from '@nuanlin/shared';
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef } from 'vue';

/** Product time as last heard: at `realMs` of this device it was `productMs`, and it runs `rate` times as fast. */
export interface ProductClock {
  readonly productMs: number;
  readonly realMs: number;
  readonly rate: number;
}

/** Product time at a moment of this device's own clock, milliseconds. */
export const productMsAt = (clock: ProductClock, realMs: number): number =>
  clock.productMs + (realMs - clock.realMs) * clock.rate;

/** What the server's `clock` event says, heard at `realMs`. */
export const clockHeard = ({ productNow, rate }: ClockState, realMs: number): ProductClock => ({
  productMs: toMs(productNow as Instant),
  realMs,
  rate,
});

/** Until the server has spoken, product time is this device's own. */
const clock = shallowRef<ProductClock>({ productMs: 0, realMs: 0, rate: 1 });

export function setClock(state: ClockState): void {
  clock.value = clockHeard(state, Date.now());
}

export const now = (): Instant => fromMs(productMsAt(clock.value, Date.now()));

/** The real moment: what keeps a code or session safe does not follow the demo’s clock. */
export const realNow = (): Instant => fromMs(Date.now());

/** When something was done on this device, as actions carry it: its own time, and how far product time was ahead. */
export function madeAt(): { deviceAt: Instant; offsetMs: number } {
  const realMs = Date.now();
  return { deviceAt: fromMs(realMs), offsetMs: Math.round(productMsAt(clock.value, realMs) - realMs) };
}

/** How fast product time runs: 1 in life, faster or 0 in the demo. */
export const clockRate = computed(() => clock.value.rate);

/**
 * Product time that moves.
 * @param everyMs how often it is looked at, in real milliseconds
 * @example const now = useNow(); const left = computed(() => minutesBetween(now.value, offer.expiresAt));
 */
export function useNow(everyMs = 1000): ComputedRef<Instant> {
  const realMs = ref(Date.now());
  const timer = setInterval(() => (realMs.value = Date.now()), everyMs);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => fromMs(productMsAt(clock.value, realMs.value)));
}
