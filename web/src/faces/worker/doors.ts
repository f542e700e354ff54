import type { RunView } from '@nuanlin/shared';

type Stop = RunView['stops'][number];

/** 户: one door of a run with all that is brought or done there. */
export interface Door {
  readonly first: Stop;
  readonly others: readonly Stop[];
}

const isSameDoor = (a: Stop, b: Stop): boolean =>
  a.room !== null && a.room === b.room && a.compound === b.compound && a.building === b.building;

/** The stops of a run by door, in the run's order: a couple's meals, brought one after the other, are one stop. */
export const doorsOf = (stops: readonly Stop[]): Door[] =>
  stops.reduce<Door[]>((doors, stop) => {
    const door = doors.at(-1);
    if (!door || !isSameDoor(door.first, stop)) return [...doors, { first: stop, others: [] }];
    return [...doors.slice(0, -1), { ...door, others: [...door.others, stop] }];
  }, []);

export const stopsAt = ({ first, others }: Door): Stop[] => [first, ...others];
