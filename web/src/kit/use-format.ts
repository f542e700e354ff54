import {
  serviceDayOf,
  timeOfDayOf,
  type CreditMinutes,
  type Fen,
  type Instant,
  type Locale,
  type TimeWindow,
} from '@nuanlin/shared';
import { inject, provide, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import * as format from './format.ts';

const zoneKey: InjectionKey<MaybeRefOrGetter<string>> = Symbol('the time zone of the area');

/** A page says once which area's time it shows; without it, China's. */
export const provideZone = (zone: MaybeRefOrGetter<string>): void => provide(zoneKey, zone);

/**
 * Money, minutes and times in the page's language and the area's time zone; follows both.
 * @example const { money, time } = useFormat(); {{ money(line.price) }}
 */
export function useFormat() {
  const { locale } = useI18n();
  const zone = inject(zoneKey, 'Asia/Shanghai');
  const language = (): Locale => locale.value as Locale;
  return {
    money: (fen: Fen) => format.money(fen, language()),
    minutes: (count: CreditMinutes | number) => format.minutes(count, language()),
    time: (moment: Instant) => timeOfDayOf(moment, toValue(zone)),
    window: (window: TimeWindow) => format.windowOf(window, toValue(zone)),
    serviceDay: (moment: Instant) => serviceDayOf(moment, toValue(zone)),
    day: (moment: Instant) => format.day(moment, language(), toValue(zone)),
    fromNow: (moment: Instant, now: Instant) => format.fromNow(moment, now, language()),
  };
}
