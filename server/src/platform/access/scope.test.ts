import { describe, expect, test } from '@jest/globals';
import { forElder, granted, signedIn, Refusal, writeId, type Id, type IdKind } from '@nuanlin/shared';
import { covers, filterOf, scopeOf, unscoped, type Actor, type Grant } from './scope.ts';

const idOf = <K extends IdKind>(kind: K, n: number): Id<K> => writeId(kind, n, new Uint8Array(16));
const me = idOf('person', 1);
const [mother, other] = [idOf('elder', 1), idOf('elder', 2)];
const [street, site] = [idOf('area', 1), idOf('operator', 1)];
const actor = (...grants: Grant[]): Actor => ({ personId: me, grants, locale: 'en' });
const nowhere = { elderId: null, areaPath: [], operatorPath: [], personIds: [] };

describe('the scope of a call', () => {
  test('comes from the grants that permit this endpoint, and from no other', () => {
    const scope = scopeOf(
      actor({ role: 'dispatcher', over: street }, { role: 'supervisor', over: idOf('area', 9) }),
      granted('dispatcher'),
    );
    expect(covers(scope, { ...nowhere, areaPath: [idOf('area', 5), street] })).toBe(true);
    expect(covers(scope, { ...nowhere, areaPath: [idOf('area', 9)] })).toBe(false);
  });

  test('needs the right from a family member, not from the elder', () => {
    const pays = actor({ role: 'family', over: mother, rights: ['pay'] });
    expect(() => scopeOf(pays, forElder('health'))).toThrow(new Refusal('FORBIDDEN'));
    expect(covers(scopeOf(pays, forElder('pay')), { ...nowhere, elderId: mother })).toBe(true);
    expect(covers(scopeOf(pays, forElder('pay')), { ...nowhere, elderId: other })).toBe(false);
    expect(
      covers(scopeOf(actor({ role: 'elder', over: mother }), forElder('health')), { ...nowhere, elderId: mother }),
    ).toBe(true);
  });

  test('of those who work on the spot is what is their own, not what the branch does', () => {
    const scope = scopeOf(actor({ role: 'courier', over: site }), granted('courier'));
    expect(covers(scope, { ...nowhere, operatorPath: [site] })).toBe(false);
    expect(covers(scope, { ...nowhere, operatorPath: [site], personIds: [me] })).toBe(true);
  });

  test('of any signed-in person is his own', () => {
    const scope = scopeOf(actor({ role: 'dispatcher', over: street }), signedIn);
    expect(covers(scope, { ...nowhere, areaPath: [street] })).toBe(false);
    expect(filterOf(scope)).toEqual({ $or: [{ personIds: me }] });
  });

  test('is everything only where the code says why', () => {
    expect(filterOf(unscoped('a test'))).toEqual({});
  });
});
