/** A copy without the named fields: `without(document, 'sealed')`. */
export function without<T extends object, F extends keyof T>(thing: T, ...fields: F[]): Omit<T, F> {
  const rest: Omit<T, F> & Partial<Pick<T, F>> = { ...thing };
  for (const field of fields) delete rest[field];
  return rest;
}
