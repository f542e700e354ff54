import {
  at,
  fill,
  plusDays,
  text,
  type BasketProblem,
  type ServiceDay,
  type TimeOfDay,
  type WantedLine,
  type WorkView,
} from '@nuanlin/shared';

export type WantedMeal = Extract<WantedLine, { kind: 'meal' }>;
export type WantedService = Extract<WantedLine, { kind: 'service' }>;

/** China keeps one legal time in all its areas. */
const CHINA = 'Asia/Shanghai';

/** When a visit begins, by the clock on the elder's wall. */
export const startOf = (day: ServiceDay, time: TimeOfDay): WantedService['start'] => at(day, time, CHINA);

/** Menus are open today and the next seven days. */
export const daysToOrder = (today: ServiceDay): ServiceDay[] =>
  Array.from({ length: 8 }, (_, ahead) => plusDays(today, ahead));

/** The basket with a meal in it; one of the same elder, day and meal period takes the place of the former. */
export const withMeal = (lines: readonly WantedLine[], meal: WantedMeal): WantedLine[] => [
  ...lines.filter((line) => line.kind !== 'meal' || line.day !== meal.day || line.period !== meal.period),
  meal,
];

/** The name of the dish that a problem is about. */
const dishOf = (data: BasketProblem['data']): string => fill(text('{dish}', '{dish}'), 'zh-CN', data);

/** The line with the dish that a problem is about replaced by what the canteen suggests; else the line as it is. */
export function withAlternative(line: WantedLine, work: WorkView, { alternative, data }: BasketProblem): WantedLine {
  if (line.kind !== 'meal' || work.kind !== 'meal' || alternative === null) return line;
  const wrong = work.dishes.find(({ name }) => name['zh-CN'] === dishOf(data));
  if (!wrong) return line;
  const given = line.dishes.find(({ dishId }) => dishId === wrong.dishId)?.portions ?? 0;
  const had = line.dishes.find(({ dishId }) => dishId === alternative.dishId)?.portions ?? 0;
  const others = line.dishes.filter(({ dishId }) => dishId !== wrong.dishId && dishId !== alternative.dishId);
  return { ...line, dishes: [...others, { dishId: alternative.dishId, portions: Math.min(20, given + had) }] };
}
