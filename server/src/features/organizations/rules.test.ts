import { describe, expect, test } from '@jest/globals';
import { defaultRule, fromMs, id, writeId } from '@nuanlin/shared';
import { askedFor, ruleInForce, type Decision } from './rules.ts';

const bytes = (n: number) => new Uint8Array(16).fill(n);
const [county, street, community] = [1, 2, 3].map((n) => writeId('area', 0, bytes(n)));
const company = writeId('operator', 0, bytes(4));
const areaPath = id('area').array().parse([county, street, community]);
const here = { areaPath, operatorPath: [company] };

const decided = (node: string | undefined, version: number, percent: number): Decision => ({
  kind: 'credit_rates',
  node: id('area').parse(node),
  version,
  value: { percent },
  since: fromMs(0),
});

describe('the rule in force', () => {
  test('is the default where nobody decided', () => {
    expect(ruleInForce('credit_rates', here, [])).toEqual({
      kind: 'credit_rates',
      value: defaultRule('credit_rates'),
      from: null,
      version: 0,
      since: null,
    });
  });

  test('is the nearest node’s, not the newest of all', () => {
    const rule = ruleInForce('credit_rates', here, [decided(county, 7, 70), decided(street, 1, 80)]);
    expect([rule.from, rule.version, rule.value.percent]).toEqual([street, 1, 80]);
  });

  test('is the newest version of that node', () => {
    const rule = ruleInForce(
      'credit_rates',
      here,
      [1, 3, 2].map((version) => decided(street, version, version)),
    );
    expect([rule.version, rule.value.percent]).toEqual([3, 3]);
  });

  test('is looked up in the tree of its kind alone', () => {
    expect(askedFor('credit_rates', here)).toEqual([community, street, county]);
    expect(askedFor('pay_policy', here)).toEqual([company]);
  });
});
