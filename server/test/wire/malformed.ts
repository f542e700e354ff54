import type { Row } from '../rights/rows.ts';
import { fieldsInPath, unknownLike, type Endpoint } from '../rights/knock.ts';

/** A good input with one thing wrong in it. */
export interface Spoilt {
  readonly what: string;
  readonly input: Row['input'];
}

/** Something that no field takes. */
const NONSENSE = { un: 'expected' };
const AN_ID = /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/;

/** Inputs whose shape is wrong: a field that the contract does not know, and each field in turn of another type. */
export function wrongShapes(endpoint: Endpoint, { input }: Row): Spoilt[] {
  const unknown = { what: 'an unknown field', input: { ...input, unheardOf: 1 } };
  const inPath = new Set(fieldsInPath(endpoint));
  const retyped = Object.entries(input).flatMap(([field, value]): Spoilt[] => {
    const asText = endpoint.method === 'GET' || inPath.has(field);
    if (asText && !AN_ID.test(String(value))) return [];
    const another = asText ? foreignKind(String(value)) : NONSENSE;
    return [{ what: `${field} of another type`, input: { ...input, [field]: another } }];
  });
  return [unknown, ...retyped];
}

const foreignKind = (id: string): string => `${id.startsWith('ord_') ? 'job_' : 'ord_'}${id.slice(4)}`;

/** Inputs of the right shape, each with one of the ids below its fields naming nothing. */
export function unknownIds(endpoint: Endpoint, { input, key }: Row): Spoilt[] {
  const inPath = new Set(fieldsInPath(endpoint));
  return Object.entries(input).flatMap(([field, value]) =>
    field === key || inPath.has(field)
      ? []
      : spoil(value).map((spoilt) => ({ what: field, input: { ...input, [field]: spoilt } })),
  );
}

/** The value once for every id in it, with that one replaced. */
function spoil(value: unknown): unknown[] {
  if (typeof value === 'string') return AN_ID.test(value) ? [unknownLike(value)] : [];
  if (Array.isArray(value)) {
    return value.flatMap((one, n) => spoil(one).map((spoilt) => value.with(n, spoilt) as unknown[]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, one]) => spoil(one).map((spoilt) => ({ ...value, [field]: spoilt })));
}
