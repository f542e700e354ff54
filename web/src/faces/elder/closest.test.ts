import { expect, test } from '@jest/globals';
import { writeId } from '@nuanlin/shared';
import { closest } from './closest.ts';

const member = {
  id: writeId(
    'person',
    0,
    Uint8Array.from({ length: 16 }, () => 1),
  ),
  name: '陈静',
  relation: 'daughter',
  role: 'family',
  papers: null,
  rights: [],
} as const;

test('is the first of the contacts who is family, with the relation where it is known', () => {
  const contacts = [
    { name: '赵桂芬', role: 'keyholder', phone: '13800000001' },
    { name: '陈静', role: 'child', phone: '13800000002' },
    { name: '陈伟', role: 'child', phone: '13800000003' },
  ] as const;
  expect(closest({ contacts: [...contacts], family: [{ ...member, rights: [] }] })).toEqual({
    name: '陈静',
    phone: '13800000002',
    relation: 'daughter',
  });
  expect(closest({ contacts: [contacts[2]], family: [] })).toMatchObject({ name: '陈伟', relation: null });
  expect(closest({ contacts: [contacts[0]], family: [] })).toBeNull();
  expect(closest({ contacts: null, family: [] })).toBeNull();
});
