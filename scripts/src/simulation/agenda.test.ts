import { expect, test } from '@jest/globals';
import { fromMs } from '@nuanlin/shared';
import { Agenda } from './agenda.ts';

const minute = (n: number) => fromMs(n * 60_000);
const done: string[] = [];
const does = (what: string) => async () => void done.push(what);

test('what has been due for longest comes first; a name has one act', async () => {
  const agenda = new Agenda();
  agenda.put('a', minute(3), does('a3'));
  agenda.put('b', minute(2), does('b2'));
  agenda.put('a', minute(1), does('a1'));
  expect(agenda.next(minute(0))).toBeNull();
  await agenda.next(minute(5))?.done;
  await agenda.next(minute(5))?.done;
  expect(agenda.next(minute(5))).toBeNull();
  expect(done.splice(0)).toEqual(['a1', 'b2']);
});

test('what somebody waits for goes before what has been due for longer', async () => {
  const agenda = new Agenda();
  agenda.put('a', minute(1), does('walks'));
  agenda.putUrgent('b', minute(2), does('answers'));
  await agenda.next(minute(1))?.done;
  agenda.put('a', minute(1), does('walks'));
  await agenda.next(minute(2))?.done;
  expect(done.splice(0)).toEqual(['walks', 'answers']);
});

test('hastening never puts off', async () => {
  const agenda = new Agenda();
  agenda.put('a', minute(2), does('soon'));
  agenda.hasten('a', minute(9), does('late'));
  await agenda.next(minute(2))?.done;
  agenda.put('a', minute(9), does('late'));
  agenda.hasten('a', minute(2), does('sooner'));
  await agenda.next(minute(2))?.done;
  expect(done.splice(0)).toEqual(['soon', 'sooner']);
});

test('nobody does two things at once', async () => {
  const agenda = new Agenda();
  let finish: () => void = () => undefined;
  agenda.put('a', minute(1), () => new Promise((resolve) => (finish = resolve)));
  const first = agenda.next(minute(1));
  agenda.put('a', minute(1), does('second'));
  expect(agenda.next(minute(1))).toBeNull();
  finish();
  await first?.done;
  await agenda.next(minute(1))?.done;
  expect(done.splice(0)).toEqual(['second']);
});
