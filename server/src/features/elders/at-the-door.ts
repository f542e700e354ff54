import type { AskCode, Point, Sex } from '@nuanlin/shared';
import { livesAlone, residenceOf, type Elder } from './elder.ts';
import { roomOf } from './search.ts';

/** An elder's door, and what somebody must know who stands before it. */
export interface Door {
  readonly at: Point;
  readonly compound: string;
  readonly building: string;
  readonly room: string;
  readonly floor: number;
  readonly lift: boolean;
  readonly name: string;
  readonly sex: Sex;
  /** The wish who baths him or her; hard. */
  readonly bathedBy: Sex | 'any';
  /** 0 none, 1 lives alone, 2 a meal at a fixed hour (insulin), 3 both. */
  readonly risk: number;
  /** What is asked of whoever comes, as codes: no name, no diagnosis. */
  readonly asks: readonly AskCode[];
  /** The note for access; only for whoever has the work. */
  readonly note: string | null;
}

export function doorOf(elder: Elder): Door {
  const { at, compound, building, floor, lift, doorNote, ...residence } = residenceOf(elder);
  return {
    at,
    compound,
    building,
    room: roomOf({ ...residence, building }),
    floor,
    lift,
    name: elder.name,
    sex: elder.sex,
    bathedBy: elder.wishes.bathedBy,
    risk: (livesAlone(elder) ? 1 : 0) + (elder.health.fixedMealtime ? 2 : 0),
    asks: asksOf(elder),
    note: doorNote === '' ? null : doorNote,
  };
}

/** What is asked of whoever comes; the texts stand in texts/asks.ts. */
function asksOf({ atTheDoor: { hearing, mobility, slowToOpen, dog }, wishes }: Elder): AskCode[] {
  const asks: AskCode[] = [];
  if (hearing === 'hard') asks.push('loud_voice');
  if (hearing === 'deaf') asks.push('write_it_down');
  if (mobility !== 'walks') asks.push(mobility);
  if (slowToOpen) asks.push('slow_to_open');
  if (dog) asks.push('dog');
  if (wishes.bathedBy !== 'any') asks.push(wishes.bathedBy === 'female' ? 'woman_wanted' : 'man_wanted');
  return asks;
}
