import { expect, test } from '@jest/globals';
import { writeId, type ElderId } from '@nuanlin/shared';
import { doorsBefore } from './doors.ts';

const elder = (n: number): ElderId =>
  writeId(
    'elder',
    0,
    Uint8Array.from({ length: 16 }, () => n),
  );
const [first, husband, wife, last] = [elder(1), elder(2), elder(3), elder(4)];
const doorOf = new Map([
  [first, '柳荫里 1-1-101'],
  [husband, '柳荫里 2-1-301'],
  [wife, '柳荫里 2-1-301'],
]);
const stops = (...ended: ElderId[]) =>
  [first, husband, wife, last].map((elderId) => ({ elderId, ended: ended.includes(elderId) }));

test.each<[string, number, ElderId[], number]>([
  ['nobody before the first', 0, [], 0],
  ['one door before the husband', 1, [], 1],
  ['and the same for the wife, who lives with him', 2, [], 1],
  ['the couple are one door before the last', 3, [], 2],
  ['what has ended is not before anybody', 3, [first], 1],
  ['one of a couple is still a door', 3, [first, husband], 1],
])('%s', (_, place, ended, doors) => {
  expect(doorsBefore(stops(...ended), place, doorOf)).toBe(doors);
});
