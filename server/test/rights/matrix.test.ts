import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contract, type Access } from '@nuanlin/shared';
import type { Member } from './cast.ts';
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

interface Endpoint {
  readonly name: EndpointName;
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

const endpoints = Object.entries(contract).flatMap(([feature, entries]) =>
  Object.entries(entries).map(([entry, { '~orpc': definition }]): Endpoint => {
    const { method = 'POST', path = '/' } = definition.route;
    return { name: `${feature}.${entry}` as EndpointName, method, path, access: definition.meta.access };
  }),
);
const closed = endpoints.filter(({ access }) => access.who !== 'anyone');

interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly text: string;
}

/** One request with an address of its own, so that nobody meets the limits of an address. */
async function knock({ method, path }: Endpoint, input: Row['input'], { personId, token }: Member): Promise<Answer> {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? '');
  const rest = Object.entries(input).filter(([field]) => !inPath.includes(field));
  const address = inPath.reduce((url, field) => url.replace(`{${field}}`, String(input[field])), path);
  const query =
    method === 'GET'
      ? `?${new URLSearchParams(rest.map(([field, value]): [string, string] => [field, String(value)])).toString()}`
      : '';
  const response = await fetch(`${world.system.address}/api/v1${address}${query}`, {
    method,
    headers: {
      cookie: `nuanlin_session=${token}`,
      'content-type': 'application/json',
      'x-forwarded-for': personId,
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
  });
  const text = await response.text();
  const { code = null } = response.ok ? {} : (JSON.parse(text) as { code?: string });
  return { status: response.status, code, text };
}

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
      const answer = await knock(endpoint, row.input, member);
      found[member.who] = seen(row, answer);
      if (isIn(member, row)) return;
      if (!isOfElder(member) && leaks(answer.text).length > 0)
        found[member.who] += ` and shows ${leaks(answer.text).join()}`;
      if (row.kind !== 'thing' || !nowhere || !admits(endpoint.access, member.grant)) return;
      const { code } = await knock(endpoint, nowhere, member);
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

/** An id of the same kind, of nothing. */
const unknownLike = (id: string): string => `${id.slice(0, 4)}${'0'.repeat(id.length - 4)}`;
