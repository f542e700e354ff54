import type { Locale, Text } from '@nuanlin/shared';
import type { Choice } from '../../kit/ChoiceList.vue';

/** The entries of a catalogue table as choices, in the table's order. */
export const namedChoices = <C extends string>(
  table: Readonly<Record<C, { readonly name: Text }>>,
  locale: Locale,
): Choice<C>[] => (Object.keys(table) as C[]).map((value) => ({ value, text: table[value].name[locale] }));
