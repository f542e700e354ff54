import type { Text } from '../texts/text.ts';

/**
 * A closed list of codes with their names. Codes are snake_case and never change once stored; where a code carries more
 * than its name, the entry is an object with `name`.
 */
export type TextTable = Readonly<Record<string, Text>>;

/** An entry that carries more than its name. */
export interface Named {
  readonly name: Text;
}
