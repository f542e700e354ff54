import { contract } from '@nuanlin/shared';
import { asIs, routesWith } from '../../platform/http/route.ts';
import { changeLine } from './change-line.ts';
import { cancelLine, readCancelTerms } from './cancel-line.ts';
import { answerLine, reportMissing } from './move-line.ts';
import { presentLine, presentOrder, presentQuote } from './order.presenter.ts';
import { placeOrder, quoteBasket } from './place-order.ts';
import type { OrderPorts } from './ports.ts';
import { rebookLine } from './rebook-line.ts';
import { chooseForLine, readChoices } from './undecided.ts';
import { listOrders, readAgenda, readDay, readOrder } from './read-orders.ts';

export function ordersRoutes(ports: OrderPorts) {
  const { route } = routesWith(ports);
  const { orders } = contract;
  return {
    quote: route(orders.quote, quoteBasket, presentQuote),
    place: route(orders.place, placeOrder, presentOrder),
    list: route(orders.list, listOrders, ({ found, nextCursor }, viewer) => ({
      items: found.map((order) => presentOrder(order, viewer)),
      nextCursor,
    })),
    get: route(orders.get, readOrder, presentOrder),
    day: route(orders.day, readDay, asIs),
    agenda: route(orders.agenda, readAgenda, asIs),
    change: route(orders.change, changeLine, presentLine),
    cancelTerms: route(orders.cancelTerms, readCancelTerms, asIs),
    cancel: route(orders.cancel, cancelLine, presentLine),
    choices: route(orders.choices, readChoices, (choices) => ({ choices })),
    choose: route(orders.choose, chooseForLine, presentLine),
    rebook: route(orders.rebook, rebookLine, presentOrder),
    answer: route(orders.answer, answerLine, presentLine),
    missing: route(orders.missing, reportMissing, presentLine),
  };
}
