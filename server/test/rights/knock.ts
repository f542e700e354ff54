import { contract, type Access } from '@nuanlin/shared';
import type { Member } from './cast.ts';
import type { EndpointName, Row } from './rows.ts';

export interface Endpoint {
  readonly name: EndpointName;
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

/** Every entry of the contract. */
export const endpoints: readonly Endpoint[] = Object.entries(contract).flatMap(([feature, entries]) =>
  Object.entries(entries).map(([entry, { '~orpc': definition }]): Endpoint => {
    const { method = 'POST', path = '/' } = definition.route;
    return { name: `${feature}.${entry}` as EndpointName, method, path, access: definition.meta.access };
  }),
);

/** The fields of an input that stand in the path. */
export const fieldsInPath = ({ path }: Pick<Endpoint, 'path'>): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? '');

export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly text: string;
}

/** One request with an address of its own, so that nobody meets the limits of an address. */
export async function knock(
  server: string,
  endpoint: Endpoint,
  input: Row['input'],
  { personId, token }: Pick<Member, 'personId' | 'token'>,
): Promise<Answer> {
  const { method, path } = endpoint;
  const inPath = fieldsInPath(endpoint);
  const rest = Object.entries(input).filter(([field]) => !inPath.includes(field));
  const address = inPath.reduce((url, field) => url.replace(`{${field}}`, String(input[field])), path);
  const query =
    method === 'GET'
      ? `?${new URLSearchParams(rest.map(([field, value]): [string, string] => [field, String(value)])).toString()}`
      : '';
  const response = await fetch(`${server}/api/v1${address}${query}`, {
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

/** An id of the same kind, of nothing. */
export const unknownLike = (id: string): string => `${id.slice(0, 4)}${'0'.repeat(id.length - 4)}`;
