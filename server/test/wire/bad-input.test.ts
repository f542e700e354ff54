import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REFUSAL_TEXTS, type Locale, type RefusalCode } from '@nuanlin/shared';
import type { Member } from '../rights/cast.ts';
import { endpoints, knock, type Endpoint } from '../rights/knock.ts';
import { admits, reaches } from '../rights/reach.ts';
import { rowsOf, type EndpointName, type Row } from '../rights/rows.ts';
import { startWorld, type World } from '../rights/world.ts';
import { allDocuments, changedBetween } from '../support/documents.ts';
import { unknownIds, wrongShapes, type Spoilt } from './malformed.ts';

/** Every endpoint of the whole product, sent what it must not take by somebody whom it lets in. */
let world: World;
let rows: Readonly<Record<EndpointName, Row>>;
beforeAll(async () => {
  world = await startWorld();
  rows = rowsOf(world.ground, world.things, world.cast);
}, 60_000);
afterAll(() => world?.stop());

const closed = endpoints.filter(({ access }) => access.who !== 'anyone');

const whomItLetsIn = ({ access }: Endpoint, row: Row): Member => {
  const member = [...world.cast.values()].find(
    (one) =>
      admits(access, one.grant) &&
      (row.kind !== 'thing' || reaches(one, row.of, world.ground)) &&
      row.refuses(one) === null,
  );
  if (!member) throw new Error('it lets nobody in');
  return member;
};

interface Problem {
  readonly title: string;
  readonly code: RefusalCode;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
}

/** Sends what is spoilt to an endpoint; says what was answered that is no clear problem. */
async function unclear(
  endpoint: Endpoint,
  spoilt: readonly Spoilt[],
  isClear: (problem: Problem, status: number, locale: Locale) => boolean,
): Promise<string[]> {
  const row = rows[endpoint.name];
  const member = whomItLetsIn(endpoint, row);
  const wrong: string[] = [];
  for (const { what, input } of spoilt) {
    const { status, text } = await knock(world.system.address, endpoint, input, member);
    const problem = JSON.parse(text) as Problem;
    if (status < 400 || status >= 500 || !isClear(problem, status, localeOf(member))) {
      wrong.push(`${endpoint.name} with ${what}: ${status} ${text.slice(0, 200)}`);
    }
  }
  return wrong;
}

/** The elder was registered with his record, in Chinese; the others of the cast in English. */
const localeOf = ({ who }: Member): Locale => (who === 'elder' ? 'zh-CN' : 'en');

const CHINESE = /\p{Script=Han}/u;
const speaks = (locale: Locale, { title, code, fields }: Problem): boolean =>
  title === REFUSAL_TEXTS[code][locale] &&
  fields.length > 0 &&
  fields.every(({ message }) => CHINESE.test(message) === (locale === 'zh-CN'));

describe('every endpoint', () => {
  test('refuses fields it does not know and values of another type, naming the field; nothing changes', async () => {
    const before = await allDocuments();
    const wrong: string[] = [];
    for (const endpoint of closed) {
      const spoilt = wrongShapes(endpoint, rows[endpoint.name]);
      wrong.push(
        ...(await unclear(endpoint, spoilt, (problem, status, locale) => status === 422 && speaks(locale, problem))),
      );
    }
    expect(wrong).toEqual([]);
    expect(changedBetween(before, await allDocuments())).toEqual([]);
  });

  test('that writes refuses ids of nothing, wherever they stand in the body; nothing changes', async () => {
    const before = await allDocuments();
    const wrong: string[] = [];
    for (const endpoint of closed.filter(({ method, name }) => method !== 'GET' && name !== 'orders.quote')) {
      wrong.push(...(await unclear(endpoint, unknownIds(endpoint, rows[endpoint.name]), () => true)));
    }
    expect(wrong).toEqual([]);
    expect(changedBetween(before, await allDocuments())).toEqual([]);
  });
});
