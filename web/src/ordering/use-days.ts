import type { Instant, Locale, ServiceDay } from '@nuanlin/shared';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import * as format from '../kit/format.ts';
import { daysToOrder } from './basket.ts';

/** The days that can be ordered for, as choices. */
export function useDays(today: () => ServiceDay): ComputedRef<{ value: ServiceDay; text: string }[]> {
  const { locale } = useI18n();
  // A service day has no zone of its own: it is named from its noon in UTC.
  const nameOf = (day: ServiceDay): string =>
    format.day(`${day}T12:00:00.000Z` as Instant, locale.value as Locale, 'UTC');
  return computed(() => daysToOrder(today()).map((value) => ({ value, text: nameOf(value) })));
}
