import type { Documents } from './documents.ts';

/** Every concern and alarm has an owner or is climbing, or everybody on its list has been told. */
export function desk({ concerns, alarms, follow_ups, deadlines }: Documents): string[] {
  const due = new Set(deadlines.map(({ entityId }) => entityId));
  const lost = concerns.filter(({ _id, item }) => {
    const { ladder, climbed } = item;
    return item.state === 'open' && !due.has(_id) && climbed < ladder.length;
  });
  return [
    ...lost.map(({ _id }) => `concern ${_id} has no owner and does not climb`),
    ...alarms
      .filter(({ _id, item }) => item.state === 'raised' && !due.has(_id))
      .map(({ _id }) => `alarm ${_id} is raised and will not escalate`),
    ...[...concerns, ...alarms, ...follow_ups]
      .filter(({ item }) => (item.state === 'owned' || item.state === 'acknowledged') && !item.ownerId)
      .map(({ _id, item }) => `${_id} is ${item.state} by nobody`),
    ...[...concerns, ...alarms, ...follow_ups]
      .filter(({ ended, item }) => ended !== ['closed', 'resolved', 'done'].includes(item.state))
      .map(({ _id, item }) => `${_id} is ${item.state}, the desk has it otherwise`),
  ];
}
