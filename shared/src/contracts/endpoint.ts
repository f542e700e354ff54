import { oc } from '@orpc/contract';
import { anyone, type Access } from './access.ts';

/** What every entry of the contract declares beside its shapes. */
export interface EndpointMeta extends Record<string, unknown> {
  access: Access;
}

const base = oc.$meta<EndpointMeta>({ access: anyone });

const endpoint =
  (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') => (path: `/${string}`, access: Access, summary: string) =>
    base.meta({ access }).route({ method, path, summary, ...(method === 'POST' ? { successStatus: 200 } : {}) });

/**
 * An entry of the contract: `post('/orders', forElder('order'), 'Place an order').input(…).output(…)`. Paths are below
 * /api/v1; a `{name}` in the path is a field of the input.
 */
export const get = endpoint('GET');
export const post = endpoint('POST');
export const put = endpoint('PUT');
export const patch = endpoint('PATCH');
export const del = endpoint('DELETE');
