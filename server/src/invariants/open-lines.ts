import { by, underWay, type Documents } from './documents.ts';

const LIVE_TICKET = new Set(['queued', 'preparing', 'ready']);
const LIVE_SEAT = new Set(['open', 'offered', 'held', 'assigned', 'en_route', 'arrived', 'working']);

/** Every order that was answered exists whole, and each of its lines is at its end or has something that brings it there. */
export function openLines(documents: Documents): string[] {
  const { orders, lines } = documents;
  const moves = movesOf(documents);
  const ordered = new Set(lines.map(({ orderId }) => orderId));
  const known = new Set(orders.map(({ _id }) => _id));
  return [
    ...orders.filter(({ _id }) => !ordered.has(_id)).map(({ _id }) => `order ${_id} has no lines`),
    ...lines.filter(({ orderId }) => !known.has(orderId)).map(({ _id }) => `line ${_id} is of no order`),
    ...lines.flatMap((line) => {
      const isOpen = line.state === 'placed' || line.state === 'confirmed';
      const { waits, works } = moves(line);
      if (isOpen && !waits && !works) return [`line ${line._id} is ${line.state}, and nothing brings it to its end`];
      return line.state === 'cancelled' && works && !waits ? [`line ${line._id} is cancelled and still worked on`] : [];
    }),
  ];
}

function movesOf({ tickets, jobs, seats, deadlines, payments, events, ...desk }: Documents) {
  const ticketsOf = by(tickets, ({ lineId }) => lineId);
  const jobsOf = by(jobs, ({ source }) => source.lineId);
  const seatsOf = by(seats, ({ jobId }) => jobId);
  const paymentsOf = by(payments, ({ orderId }) => orderId);
  const due = new Set(deadlines.map(({ entityId }) => entityId));
  const onDesk = [...desk.concerns, ...desk.alarms, ...desk.follow_ups].filter(({ ended }) => !ended);
  const seenTo = new Set(onDesk.flatMap(({ lineId, jobId }) => [lineId, jobId]));
  const isUnderWay = underWay({ events });

  return ({ _id, orderId }: Documents['lines'][number]) => {
    const jobIds = (jobsOf.get(_id) ?? []).map((job) => job._id);
    const cooked = ticketsOf.get(_id) ?? [];
    const about = [_id, orderId, ...jobIds, ...(paymentsOf.get(orderId) ?? []).map((payment) => payment._id)];
    const planned = cooked.some(
      ({ state, canteenId, day, period }) => state === 'planned' && due.has(`${canteenId}/${day}/${period}`),
    );
    const worked = jobIds.flatMap((jobId) => seatsOf.get(jobId) ?? []);
    return {
      /** A deadline, an event or a desk will go on with it. */
      waits: about.some((id) => due.has(id) || seenTo.has(id)) || isUnderWay(_id),
      /** Somebody has, or is asked for, work of it. */
      works:
        planned ||
        cooked.some(({ state }) => LIVE_TICKET.has(state)) ||
        worked.some(({ progress }) => LIVE_SEAT.has(progress.state)),
    };
  };
}
