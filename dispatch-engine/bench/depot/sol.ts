/** A solution in the form of the public checkers: customers by route, and the cost that it claims. */
export interface Sol {
  readonly routes: readonly (readonly number[])[];
  readonly cost: number;
}

/** `Route #1: 5 3 7` a line, without the depot and without empty routes, and at the end `Cost 828.94`. */
export function writeSol({ routes, cost }: Sol): string {
  const used = routes.filter((route) => route.length > 0);
  return [...used.map((route, index) => `Route #${index + 1}: ${route.join(' ')}`), `Cost ${cost}`, ''].join('\n');
}

export function parseSol(text: string): Sol {
  const lines = text.split('\n');
  const routes = lines.flatMap((line) => {
    const customers = /^Route #\d+:(.*)$/.exec(line)?.[1];
    return customers === undefined ? [] : [customers.trim().split(/\s+/).map(Number)];
  });
  return { routes, cost: Number(lines.find((line) => line.startsWith('Cost '))?.slice(5)) };
}
