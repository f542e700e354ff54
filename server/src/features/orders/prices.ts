import {
  asCreditMinutes,
  asFen,
  text,
  type CreditMinutes,
  type Fen,
  type MealWay,
  type PersonId,
  type PriceLine,
  type Text,
} from '@nuanlin/shared';

/** A value decided by a rule, with the version it was decided under. */
export interface Ruled<T> {
  readonly value: T;
  readonly version: number;
}

export interface MealFees {
  readonly packingFen: Fen;
  readonly deliveryFen: Fen;
}

export interface AgeDiscount {
  readonly from: number;
  readonly to: number | null;
  readonly fen: Fen;
}

export interface PricedDish {
  readonly name: Text;
  readonly priceFen: Fen;
  readonly portions: number;
}

const NAMES = {
  packing: text('打包费', 'Packing'),
  delivery: text('送餐费', 'Delivery'),
  ageDiscount: text('敬老优惠', 'Age discount'),
  extraHours: text('超时服务', 'Further hours'),
};

/**
 * A meal's price: its dishes, packing unless eaten there, delivery when brought, less the discount for the eater's age.
 * The discount is one a meal, and there is one meal a person and period; it never exceeds the dishes.
 */
export function mealPrices(
  meal: { dishes: readonly PricedDish[]; way: MealWay },
  age: number,
  fees: Ruled<MealFees>,
  discounts: Ruled<readonly AgeDiscount[]>,
  payerId: PersonId,
): PriceLine[] {
  const dishes = meal.dishes.map(
    ({ name, priceFen, portions }): PriceLine => ({
      what: 'dish',
      name,
      quantity: portions,
      amountFen: asFen(priceFen * portions),
      payerId,
      rule: null,
    }),
  );
  const fee = (what: 'packing' | 'delivery', amountFen: Fen): PriceLine[] =>
    amountFen === 0
      ? []
      : [
          {
            what,
            name: NAMES[what],
            quantity: 1,
            amountFen,
            payerId,
            rule: { kind: 'meal_fees', version: fees.version },
          },
        ];
  const sum = dishes.reduce((total, { amountFen }) => total + amountFen, 0);
  const off = Math.min(sum, discountFor(age, discounts.value));
  return [
    ...dishes,
    ...(meal.way === 'dine_in' ? [] : fee('packing', fees.value.packingFen)),
    ...(meal.way === 'delivery' ? fee('delivery', fees.value.deliveryFen) : []),
    ...(off === 0
      ? []
      : [
          {
            what: 'age_discount' as const,
            name: NAMES.ageDiscount,
            quantity: 1,
            amountFen: asFen(-off),
            payerId,
            rule: { kind: 'discounts', version: discounts.version },
          },
        ]),
  ];
}

const discountFor = (age: number, discounts: readonly AgeDiscount[]): number =>
  Math.max(0, ...discounts.filter(({ from, to }) => age >= from && (to === null || age <= to)).map(({ fen }) => fen));

export interface PricedItem {
  readonly name: Text;
  readonly version: number;
  readonly minutes: number;
  readonly priceFen: Fen;
  readonly extraHourFen: Fen;
  readonly creditMinutes: CreditMinutes;
}

/** How long a visit lasts: at least as the item says; longer only where further hours have a price. */
export const visitMinutes = (item: PricedItem, asked: number): number =>
  item.extraHourFen > 0 ? Math.max(item.minutes, asked) : item.minutes;

/** A visit's price in money: the item, and each hour begun after the minutes that it includes. */
export function visitPrices(item: PricedItem, minutes: number, payerId: PersonId): PriceLine[] {
  const rule = { kind: 'item', version: item.version };
  const hours = Math.ceil((minutes - item.minutes) / 60);
  return [
    { what: 'visit', name: item.name, quantity: 1, amountFen: item.priceFen, payerId, rule },
    ...(hours > 0
      ? [
          {
            what: 'extra_hours' as const,
            name: NAMES.extraHours,
            quantity: hours,
            amountFen: asFen(item.extraHourFen * hours),
            payerId,
            rule,
          },
        ]
      : []),
  ];
}

/** A visit's price in time-bank credit; the rate is a percentage. */
export const visitCredit = (item: PricedItem, percent: number): CreditMinutes =>
  asCreditMinutes(Math.round((item.creditMinutes * percent) / 100));
