import { z } from 'zod';
import { AREA_LEVELS, OPERATOR_KINDS, OPERATOR_LEVELS } from '../catalog/organizations.ts';
import { RULE_KINDS } from './rules.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { point } from '../kernel/points.ts';
import { granted, signedIn } from './access.ts';
import { basemap } from './basemap.ts';
import { codeOf } from './codes.ts';
import { get, put } from './endpoint.ts';

/** A node of the tree of areas; the path runs from the root down to the node itself. */
export const area = z.object({
  id: id('area'),
  name: z.string(),
  level: codeOf(AREA_LEVELS),
  /** Official division code (GB/T 2260 and GB/T 10114, a grid by its street's own numbering). */
  code: z.string(),
  path: z.array(id('area')),
});
export type Area = z.infer<typeof area>;

/** A node of the tree of operators, with the areas it serves by agreement. */
export const operator = z.object({
  id: id('operator'),
  name: z.string(),
  level: codeOf(OPERATOR_LEVELS),
  kinds: z.array(codeOf(OPERATOR_KINDS)),
  /** 统一社会信用代码, on the company alone. */
  creditCode: z.string().nullable(),
  path: z.array(id('operator')),
  serves: z.array(id('area')),
});
export type Operator = z.infer<typeof operator>;

const lonLat = z.tuple([z.number(), z.number()]);

/** 片区: what one dispatch loop serves. */
export const district = z.object({
  id: id('district'),
  name: z.string(),
  areaId: id('area'),
  areaPath: z.array(id('area')),
  /** IANA time zone of its days. */
  zone: z.string(),
  center: point,
  /** South-west and north-east corner. */
  bounds: z.tuple([lonLat, lonLat]),
});
export type District = z.infer<typeof district>;

const ruleKind = codeOf(RULE_KINDS);
const node = z.union([id('area'), id('operator')]);

/** A rule as it holds at a node; `from` is the node that decided it, null for the default. */
export const ruleInForce = z.object({
  kind: ruleKind,
  tree: z.enum(['area', 'operator']),
  value: z.unknown(),
  version: z.int().nonnegative(),
  from: node.nullable(),
  since: instant.nullable(),
});
export type RuleInForce = z.infer<typeof ruleInForce>;

export const organizationsContract = {
  areas: get('/areas', signedIn, 'The tree of areas').output(z.array(area)),

  operators: get('/operators', signedIn, 'The tree of operators, with the areas each serves').output(z.array(operator)),

  districts: get('/districts', signedIn, 'The districts').output(z.array(district)),

  district: get('/districts/{districtId}', signedIn, 'One district')
    .input(z.strictObject({ districtId: id('district') }))
    .output(district),

  basemap: get('/districts/{districtId}/basemap', signedIn, 'The district’s own map')
    .input(z.strictObject({ districtId: id('district') }))
    .output(basemap),

  rules: get('/rules', granted('supervisor', 'dispatcher', 'coordinator'), 'The rules in force at a node')
    .input(z.strictObject({ node }))
    .output(z.array(ruleInForce)),

  setRule: put(
    '/rules/{kind}',
    granted('supervisor'),
    'Decide a rule at a node of the area; If-Match is its version there',
  )
    .input(z.strictObject({ kind: ruleKind, node, value: z.unknown() }))
    .output(ruleInForce),
};
