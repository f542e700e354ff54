import {
  ageOn,
  asCreditMinutes,
  plusMinutes,
  Refusal,
  SERVICE_ITEMS,
  serviceDayOf,
  type BasketProblem,
  type ElderId,
  type Instant,
  type OperatorId,
  type PersonId,
  type ServiceKind,
  type WantedLine,
} from '@nuanlin/shared';
import { holdsRight } from '../../platform/access/rights.ts';
import type { Actor, Scope } from '../../platform/access/scope.ts';
import {
  alternativeTo,
  clashesOf,
  mealTimes,
  promisedWindow,
  servesArea,
  stops,
  takingAt,
  textureFor,
  withheld,
} from '../canteens/index.ts';
import { standardOf } from '../catalog/index.ts';
import type { Beneficiary } from './asks.ts';
import { consentProblems } from './agreeing.ts';
import * as check from './basket.ts';
import type { AskedDish, Engagement } from './basket.ts';
import { freeUntil } from './cancel-terms.ts';
import type { Agreement, LineWork, OpenLine } from './line.ts';
import type { OrderPorts } from './ports.ts';
import { mealPrices, visitCredit, visitMinutes, visitPrices } from './prices.ts';

type LookPorts = Pick<OrderPorts, 'canteens' | 'catalog' | 'asks'>;
type WantedMeal = Extract<WantedLine, { kind: 'meal' }>;
type WantedService = Extract<WantedLine, { kind: 'service' }>;

/** A wanted line as it would be agreed on, and what speaks against it. */
export interface Looked {
  readonly agreement: Agreement;
  readonly operatorPath: readonly OperatorId[];
  readonly needsYes: boolean;
  readonly problems: readonly BasketProblem[];
}

export interface Looking {
  readonly elder: Beneficiary;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly payerId: PersonId;
  readonly now: Instant;
}

/** Looks at every line of a basket, each beside the others and beside what is open for the elder already. */
export async function lookAtBasket(
  wanted: readonly WantedLine[],
  open: readonly OpenLine[],
  looking: Looking,
  ports: LookPorts,
): Promise<Looked[]> {
  const looked: Looked[] = [];
  const engaged = open.map(engagementOf);
  const who = (await ports.asks.names([looking.actor.personId])).get(looking.actor.personId) ?? '';
  for (const line of wanted) {
    const found =
      line.kind === 'meal' ? await lookAtMeal(line, looking, ports) : await lookAtVisit(line, looking, ports);
    const together = besides(found.agreement, engaged, looking.elder.zone);
    looked.push({ ...found, problems: [...found.problems, ...together] });
    engaged.push({ ...found.agreement, orderedBy: who });
  }
  return looked;
}

/** What speaks against a line because of what else is open: doubles, and a bath after a meal. */
export const besides = (agreement: Agreement, engaged: readonly Engagement[], zone: string): BasketProblem[] => [
  ...check.doubleProblems(agreement, engaged, zone),
  ...check.bathProblems(agreement, engaged, kindOf),
];

export const engagementOf = ({ day, window, work, orderedBy }: OpenLine): Engagement => ({
  day,
  window,
  work,
  orderedBy: orderedBy.name,
});

const kindOf = (work: LineWork): ServiceKind => (work.kind === 'meal' ? 'meals' : SERVICE_ITEMS[work.itemCode].kind);

async function lookAtMeal(
  { canteenId, day, period, way, dishes: wanted }: WantedMeal,
  { elder, actor, scope, payerId, now }: Looking,
  { canteens, asks }: LookPorts,
): Promise<Looked> {
  const canteen = await canteens.canteen(canteenId);
  if (!servesArea(canteen, elder.areaPath)) throw new Refusal('NOT_FOUND');
  const [kitchen, menu, { diet }, rules] = await Promise.all([
    canteens.kitchenRules(canteen.operatorPath),
    canteens.menu({ canteenId, day, period }),
    canteens.eater(scope, elder.elderId),
    asks.rules(elder.areaPath, canteen.operatorPath),
  ]);
  const times = mealTimes(kitchen, day, period, canteen.zone);
  const taking = times && canteen.ways.includes(way) ? takingAt(times, now) : 'not_served';
  const window = times ? promisedWindow(times, kitchen, now) : { from: now, to: now };

  const missing: BasketProblem[] = [];
  const asked: (AskedDish & { priceFen: (typeof menu)[number]['priceFen'] })[] = [];
  for (const { dishId, portions } of wanted) {
    const dish = menu.find(({ id }) => id === dishId);
    if (!dish) {
      missing.push({ code: 'NOT_ON_MENU', data: { dish: dishId }, stops: true, clashes: [], alternative: null });
      continue;
    }
    const clashes = clashesOf(dish, canteen.faiths, diet);
    const instead = alternativeTo(dish, menu, canteen.faiths, diet);
    asked.push({
      dishId,
      name: dish.name,
      portions,
      priceFen: dish.priceFen,
      left: dish.left,
      clashes: holdsRight(elder, actor, 'health') ? clashes : withheld(clashes),
      stops: stops(clashes) || textureFor(dish, diet) === null,
      alternative: instead && { dishId: instead.id, name: instead.name },
    });
  }
  return {
    operatorPath: canteen.operatorPath,
    needsYes: false,
    agreement: {
      day,
      window,
      work: {
        kind: 'meal',
        canteenId,
        canteen: canteen.name,
        period,
        way,
        onDemand: taking === 'on_demand',
        dishes: asked.map(({ dishId, name, portions }) => ({ dishId, name, portions })),
      },
      prices: mealPrices({ dishes: asked, way }, ageOn(elder.birthDate, day), rules.mealFees, rules.discounts, payerId),
      creditMinutes: asCreditMinutes(0),
      freeUntil: freeUntil(window, now, rules.cancel.meal, rules.undoMinutes),
    },
    problems: [
      ...check.kitchenProblems(taking, times?.cutOffAt ?? null, canteen.zone),
      ...missing,
      ...check.dishProblems(asked),
      ...check.absenceProblems(window, elder.absences),
    ],
  };
}

async function lookAtVisit(
  { itemId, variant, start, minutes: asked, payWith }: WantedService,
  { elder, actor, payerId, now }: Looking,
  { catalog, asks }: LookPorts,
): Promise<Looked> {
  const item = await catalog.item(itemId);
  const { name, variants, needsElderYes } = standardOf(item);
  const rules = await asks.rules(elder.areaPath, item.operatorPath);
  const offered =
    (await catalog.serves(item.operatorPath, elder.areaPath)) &&
    (variant === null || variant in variants) &&
    (payWith === 'money' || item.creditMinutes > 0);
  const priced = { ...item, name };
  const minutes = visitMinutes(priced, asked);
  const window = { from: start, to: plusMinutes(start, minutes) };
  const work: LineWork = { kind: 'service', itemId, itemCode: item.code, name, variant, minutes, payWith };
  const byCredit = payWith === 'credit';
  return {
    operatorPath: item.operatorPath,
    needsYes: needsElderYes,
    agreement: {
      day: serviceDayOf(start, elder.zone),
      window,
      work,
      prices: byCredit ? [] : visitPrices(priced, minutes, payerId),
      creditMinutes: byCredit ? visitCredit(priced, rules.creditPercent) : asCreditMinutes(0),
      freeUntil: freeUntil(window, now, rules.cancel.service, rules.undoMinutes),
    },
    problems: [
      ...(offered
        ? []
        : [
            { code: 'ITEM_NOT_OFFERED', data: {}, stops: true, clashes: [], alternative: null } satisfies BasketProblem,
          ]),
      ...check.pastProblems(window, now),
      ...consentProblems(work, elder, actor.personId),
      ...check.absenceProblems(window, elder.absences),
    ],
  };
}

/** @throws Refusal of the first problem that stops, with the index of its line */
export function refuseStopped(looked: readonly Pick<Looked, 'problems'>[]): void {
  for (const [line, { problems }] of looked.entries()) {
    const stopping = problems.find((problem) => problem.stops);
    if (!stopping) continue;
    const { code, data, alternative } = stopping;
    throw new Refusal(code as Refusal['code'], { ...data, line, alternative });
  }
}

/** Who pays: the guardian, or a family member with the right to pay, who orders himself; else the elder. */
export function payerOf({ personId, grants }: Actor, elder: { elderId: ElderId; personId: PersonId }): PersonId {
  const pays = grants.some(
    (grant) =>
      grant.over === elder.elderId &&
      (grant.role === 'guardian' || (grant.role === 'family' && grant.rights.includes('pay'))),
  );
  return pays ? personId : elder.personId;
}
