import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Member } from './cast.ts';
import { endpoints, knock, unknownLike, type Answer, type Endpoint } from './knock.ts';
import { rowsOf, type EndpointName, type Row } from './rows.ts';
import { admits, reaches } from './reach.ts';
import { rehearseOnly, startWorld, type World } from './world.ts';

/**
 * Who may what: every closed endpoint, asked for by everybody of the cast on the whole product. What is expected is read
 * off the contract's `access` (docs/rights.md shows the same) and off what the thing asked for is to the caller.
 */
let world: World;
let rows: Readonly<Record<EndpointName, Row>>;
beforeAll(async () => {
  world = await startWorld();
  rehearseOnly(world);
  rows = rowsOf(world.ground, world.things, world.cast);
}, 60_000);
afterAll(() => world?.stop());

const closed = endpoints.filter(({ access }) => access.who !== 'anyone');

const isIn = (member: Member, { of }: Row): boolean => reaches(member, of, world.ground);

/** `in`, or the refusal. */
function expected(row: Row, { access }: Endpoint, member: Member): string {
  if (!admits(access, member.grant)) return 'FORBIDDEN';
  if (row.kind === 'thing' && !isIn(member, row)) return 'NOT_FOUND';
  return row.refuses(member) ?? 'in';
}

const seen = (row: Row, { status, code, text }: Answer): string =>
  status === 200 || row.or.some((state) => state === code) ? 'in' : (code ?? `${status} ${text}`);

/** What only those may read who reach the elder. */
const SECRETS = ['陈国栋', '330199194403051234', '0571-88001234', '13800000001', '赵桂芬', '糖尿病'];
const leaks = (text: string): string[] => SECRETS.filter((secret) => text.includes(secret));
const isOfElder = ({ grant }: Member): boolean => grant?.over === world.ground.elder.elderId;

describe.each(closed.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (name, endpoint) => {
  test('lets in whom it should; to others it says what it says of things that are not there', async () => {
    const row = rows[name];
    const { key } = row;
    const nowhere = key === null ? null : { ...row.input, [key]: unknownLike(String(row.input[key])) };
    const wanted: Record<string, string> = {};
    const found: Record<string, string> = {};
    await eachOf(endpoint, async (member) => {
      wanted[member.who] = expected(row, endpoint, member);
      const answer = await knock(world.system.address, endpoint, row.input, member);
      found[member.who] = seen(row, answer);
      if (isIn(member, row)) return;
      if (!isOfElder(member) && leaks(answer.text).length > 0)
        found[member.who] += ` and shows ${leaks(answer.text).join()}`;
      if (row.kind !== 'thing' || !nowhere || !admits(endpoint.access, member.grant)) return;
      const { code } = await knock(world.system.address, endpoint, nowhere, member);
      if (code !== answer.code) found[member.who] += `, ${code} of what is not there`;
    });
    expect(found).toEqual(wanted);
  });
});

/** Reads go on side by side, writes one after the other: rehearsals of one thing would meet. */
async function eachOf({ method }: Endpoint, knockAs: (member: Member) => Promise<void>): Promise<void> {
  const members = [...world.cast.values()];
  const together = method === 'GET' ? 8 : 1;
  for (let n = 0; n < members.length; n += together) await Promise.all(members.slice(n, n + together).map(knockAs));
}

test('an open endpoint is marked as one', () => {
  const opened = Object.entries(rows).flatMap(([name, { kind }]) => (kind === 'open' ? [name] : []));
  const anyone = endpoints.flatMap(({ name, access }) => (access.who === 'anyone' ? [name] : []));
  expect(opened.toSorted()).toEqual(anyone.toSorted());
});
