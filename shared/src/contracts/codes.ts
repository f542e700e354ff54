import { z } from 'zod';

/** The codes of a reference table: `codeOf(SKILLS)`. */
export const codeOf = <T extends object>(table: T) =>
  z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
