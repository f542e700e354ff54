import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createSealer } from './sealed.ts';

const [older, newer] = [
  { id: 'a', key: randomBytes(32) },
  { id: 'b', key: randomBytes(32) },
];
const index = randomBytes(32);

test('what was sealed opens again, also after the key was changed', () => {
  const sealed = createSealer([older], index).seal('310101194401011234', 'elders.idNumber');
  expect(sealed).not.toContain('310101');
  expect(createSealer([newer, older], index).open(sealed, 'elders.idNumber')).toBe('310101194401011234');
  expect(() => createSealer([newer], index).open(sealed, 'elders.idNumber')).toThrow('no key named a');
});

test('a value that was changed, or moved to another field, does not open', () => {
  const sealer = createSealer([older], index);
  const sealed = sealer.seal('陈国栋', 'elders.name');
  expect(() => sealer.open(sealed, 'elders.door')).toThrow();
  const tampered = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(() => sealer.open(tampered, 'elders.name')).toThrow();
});

test('equal values have equal blind indexes within one field only', () => {
  const { blindIndex } = createSealer([older], index);
  expect(blindIndex('13800000000', 'people.phone')).toBe(blindIndex('13800000000', 'people.phone'));
  expect(blindIndex('13800000000', 'people.phone')).not.toBe(blindIndex('13800000000', 'elders.phone'));
});
