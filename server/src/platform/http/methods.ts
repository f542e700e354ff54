import { isProcedure } from '@orpc/server';
import type { Routes } from './route.ts';

/** Tells which methods a path below the API takes; none for a path that nothing answers. */
export function methodsOf(routes: Routes): (path: string) => string[] {
  const endpoints = endpointsOf(routes).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`),
  }));
  return (url) => {
    const [path = ''] = url.split('?');
    return endpoints.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  };
}

/** Every endpoint, as its contract wrote it. */
export const endpointsOf = (routes: Routes): { method: string; path: string }[] =>
  Object.values(routes).flatMap((route) => {
    if (!isProcedure(route)) return endpointsOf(route);
    const { method = 'POST', path = '/' } = route['~orpc'].route;
    return [{ method, path }];
  });
