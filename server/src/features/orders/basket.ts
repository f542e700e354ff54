import {
  clashText,
  listed,
  MINUTES_FROM_MEAL_TO_BATH,
  overlaps,
  plusMinutes,
  timeOfDayOf,
  type BasketProblem,
  type DietClash,
  type DishId,
  type Instant,
  type RefusalCode,
  type ServiceDay,
  type ServiceKind,
  type Text,
  type TimeWindow,
} from '@nuanlin/shared';
import type { LineWork } from './line.ts';

/** What else stands, or would stand, in the elder's day: an open line, or another line of the same basket. */
export interface Engagement {
  readonly day: ServiceDay;
  readonly window: TimeWindow;
  readonly work: LineWork;
  readonly orderedBy: string;
}

/** A dish that was asked for, as the menu has it; null fields: it is not on that menu. */
export interface AskedDish {
  readonly dishId: DishId;
  readonly name: Text;
  readonly portions: number;
  readonly left: number;
  readonly clashes: readonly DietClash[];
  /** The kitchen cannot serve it in any texture that the elder can eat. */
  readonly stops: boolean;
  readonly alternative: { readonly dishId: DishId; readonly name: Text } | null;
}

const problem = (code: RefusalCode, data: BasketProblem['data'], more: Partial<BasketProblem> = {}): BasketProblem => ({
  code,
  data,
  stops: true,
  clashes: [],
  alternative: null,
  ...more,
});

/** 停服: nothing is ordered for a day on which the elder is away. */
export function absenceProblems(
  window: TimeWindow,
  absences: readonly { readonly from: Instant; readonly to: Instant | null }[],
): BasketProblem[] {
  const away = absences.find(({ from, to }) => window.to > from && (to === null || window.from < to));
  return away ? [problem('ELDER_ABSENT', { from: away.from, to: away.to ?? '' })] : [];
}

/** Dishes that are sold out or clash with the elder's diet; a clash that is only advice does not stop. */
export function dishProblems(dishes: readonly AskedDish[]): BasketProblem[] {
  return dishes.flatMap(({ name: dish, portions, left, clashes, stops, alternative }) => {
    return [
      ...(left < portions ? [problem('SOLD_OUT', { dish, left }, { alternative })] : []),
      ...(clashes.length > 0
        ? [
            problem(
              'DIET_CLASH',
              { dish, reason: listed(clashes.map(clashText)) },
              { stops, clashes: [...clashes], alternative },
            ),
          ]
        : []),
    ];
  });
}

/** A second meal for one elder and meal period stops, and so do visits at one time: with who ordered what, and when. */
export function doubleProblems(wanted: Omit<Engagement, 'orderedBy'>, others: readonly Engagement[], zone: string) {
  return others.flatMap((other): BasketProblem[] => {
    const { work } = wanted;
    const twice =
      work.kind === 'meal'
        ? other.work.kind === 'meal' && other.day === wanted.day && other.work.period === work.period
        : other.work.kind === 'service' && overlaps(other.window, wanted.window);
    if (!twice) return [];
    return [
      problem(work.kind === 'meal' ? 'DOUBLE_MEAL' : 'OVERLAPPING_VISIT', {
        who: other.orderedBy,
        what: whatIs(other.work),
        when: `${other.day} ${timeOfDayOf(other.window.from, zone)}`,
      }),
    ];
  });
}

const whatIs = (work: LineWork): Text =>
  work.kind === 'meal' ? listed(work.dishes.map(({ name }) => name)) : work.name;

/** No bath while a meal is due or within 60 minutes after it, whichever of the two is ordered first. */
export function bathProblems(
  wanted: Omit<Engagement, 'orderedBy'>,
  others: readonly Engagement[],
  kindOf: (work: LineWork) => ServiceKind,
): BasketProblem[] {
  const kind = kindOf(wanted.work);
  const clash = others.some((other) => {
    if (kind === 'bathing' && kindOf(other.work) === 'meals') return tooSoonAfter(other.window, wanted.window);
    return kind === 'meals' && kindOf(other.work) === 'bathing' && tooSoonAfter(wanted.window, other.window);
  });
  return clash ? [problem('BATH_AFTER_MEAL', {})] : [];
}

const tooSoonAfter = (meal: TimeWindow, bath: TimeWindow): boolean =>
  meal.from < bath.to && plusMinutes(meal.to, MINUTES_FROM_MEAL_TO_BATH) > bath.from;

/** Ordered for a time that has passed. */
export const pastProblems = (window: TimeWindow, now: Instant): BasketProblem[] =>
  window.from <= now ? [problem('WINDOW_PAST', {})] : [];

/** The kitchen takes no more orders for that meal, does not open then, or does not serve it that way. */
export function kitchenProblems(
  taking: 'booked' | 'on_demand' | 'closed' | 'not_served',
  cutOffAt: Instant | null,
  zone: string,
): BasketProblem[] {
  if (taking === 'not_served') return [problem('CANTEEN_CLOSED', {})];
  if (taking === 'closed') return [problem('CUT_OFF_PAST', { at: cutOffAt ? timeOfDayOf(cutOffAt, zone) : '' })];
  return [];
}

export const stopsOrder = (problems: readonly BasketProblem[]): boolean => problems.some(({ stops }) => stops);
