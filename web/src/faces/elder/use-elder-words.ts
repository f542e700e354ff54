import {
  plusDays,
  type DayEntry,
  type Fen,
  type Instant,
  type LineView,
  type Locale,
  type ServiceDay,
  type TimeOfDay,
  type WorkView,
} from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';
import * as format from '../../kit/format.ts';
import { useFormat } from '../../kit/use-format.ts';
import { useWorkWords } from '../../ordering/use-work-words.ts';
import { partOfDay } from './agenda.ts';
import { useAgenda } from './use-agenda.ts';

type Timed = Pick<LineView, 'day' | 'window' | 'work'>;

/** What, when and by whom, in the words of somebody who stands in the room. */
export function useElderWords() {
  const { t, locale } = useI18n();
  const { money, serviceDay, time, window } = useFormat();
  const { say } = useWorkWords();
  const agenda = useAgenda();

  /** 今天, 明天, 后天, 11月27日星期五. A service day has no zone of its own: it is named from its noon in UTC. */
  function dayName(day: ServiceDay): string {
    const { today } = agenda.value;
    const near = (['today', 'tomorrow', 'dayAfter'] as const).find((_, ahead) => day === plusDays(today, ahead));
    return near ? t(`elder.day.${near}`) : format.day(`${day}T12:00:00.000Z` as Instant, locale.value as Locale, 'UTC');
  }

  /** 下午 3:00, as it is said. */
  function clockWords(moment: TimeOfDay): string {
    const hours = Number(moment.slice(0, 2));
    return t(`elder.part.${partOfDay(moment)}`, { time: `${hours > 12 ? hours - 12 : hours}${moment.slice(2)}` });
  }

  /** 下午 2:30, or 明天 下午 2:30 on another day. */
  function momentOf(moment: Instant): string {
    const day = serviceDay(moment);
    const hours = clockWords(time(moment));
    return day === agenda.value.today ? hours : t('elder.when', { day: dayName(day), hours });
  }

  /** 午餐：香菇鸡腿套餐 / 入户助浴 */
  const whatOf = (work: WorkView): string =>
    work.kind === 'service'
      ? say(work.name)
      : t('elder.meal', { period: t(`elder.period.${work.period}`), dishes: dishesOf(work) });
  const dishesOf = (work: WorkView): string =>
    work.kind === 'service'
      ? ''
      : work.dishes
          .map(({ name, portions }) => (portions > 1 ? `${say(name)} × ${portions}` : say(name)))
          .join(t('ordering.and'));

  /** 12 元: elders' prices are mostly whole. */
  const price = (amount: Fen): string => money(amount).replace('.00', '');

  /** When it is: a visit begins, a meal comes within its window. */
  const hoursOf = ({ work, window: span }: Timed): string =>
    work.kind === 'service' ? clockWords(time(span.from)) : window(span);
  const whenOf = (line: Timed): string => t('elder.when', { day: dayName(line.day), hours: hoursOf(line) });

  /** Who ordered it; with whom asked, when staff ordered for somebody. */
  const orderedBy = ({ line: { orderedBy } }: Pick<DayEntry, 'line'>): string =>
    orderedBy.proxyFor === null
      ? orderedBy.name
      : t('elder.proxy', { name: orderedBy.name, asked: orderedBy.proxyFor });

  return { clockWords, dayName, momentOf, whatOf, dishesOf, price, hoursOf, whenOf, orderedBy, say };
}
