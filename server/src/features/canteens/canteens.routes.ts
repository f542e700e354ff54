import { contract } from '@nuanlin/shared';
import { asIs, routesWith, type SignedIn } from '../../platform/http/route.ts';
import { presentCard, presentTicket, readBoard, readCard, sellOut } from './board.ts';
import { canteensFor, lookAtMenu, presentCanteen } from './look-at-menu.ts';
import type { CanteenPorts } from './ports.ts';
import { callTicket, expectTicket, finishTicket, handOverTicket, startTicket } from './work-ticket.ts';

export function canteensRoutes(ports: CanteenPorts) {
  const { route } = routesWith(ports);
  const { canteens } = contract;
  return {
    mine: route(canteens.mine, staffed, (found) => ({ canteens: found.map(presentCanteen) })),
    list: route(canteens.list, canteensFor, (found) => ({ canteens: found.map(presentCanteen) })),
    menu: route(canteens.menu, lookAtMenu, asIs),
    board: route(canteens.board, readBoard, asIs),
    soldOut: route(canteens.soldOut, sellOut, (meal, viewer) => readBoard({ ...meal, ...viewer }, ports)),
    ticket: route(canteens.ticket, readCard, presentCard),
    start: route(canteens.start, startTicket, presentTicket),
    expect: route(canteens.expect, expectTicket, presentTicket),
    ready: route(canteens.ready, finishTicket, presentTicket),
    call: route(canteens.call, callTicket, presentTicket),
    handOver: route(canteens.handOver, handOverTicket, presentTicket),
  };
}

const staffed = ({ scope }: SignedIn, { canteens }: CanteenPorts) => canteens.staffed(scope);
