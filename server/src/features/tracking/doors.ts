import type { ElderId } from '@nuanlin/shared';

interface Stop {
  readonly elderId: ElderId;
  readonly ended: boolean;
}

/**
 * How many doors a run still comes to before one of its stops: people of one door, such as a couple, are one stop (D4),
 * and whoever shares the door is not before it.
 * @param doorOf where each elder lives; one whose door is not known is a door alone
 */
export function doorsBefore(stops: readonly Stop[], place: number, doorOf: ReadonlyMap<ElderId, string>): number {
  const door = ({ elderId }: Stop): string => doorOf.get(elderId) ?? elderId;
  const own = stops[place];
  const ahead = new Set(stops.slice(0, place).flatMap((stop) => (stop.ended ? [] : [door(stop)])));
  if (own) ahead.delete(door(own));
  return ahead.size;
}
