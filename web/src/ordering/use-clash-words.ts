import {
  ALLERGENS,
  DIET_NEEDS,
  FAITHS,
  INGREDIENTS,
  SWALLOWING,
  TEXTURES,
  type DietClash,
  type Locale,
  type Text,
} from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';

const TABLES: Record<DietClash['kind'], Readonly<Record<string, Text>>> = {
  allergen: ALLERGENS,
  texture: TEXTURES,
  swallowing: SWALLOWING,
  faith: FAITHS,
  need: DIET_NEEDS,
  avoid: INGREDIENTS,
  withheld: {},
};

/** A clash of a dish with the elder's diet, in words. */
export function useClashWords() {
  const { t, locale } = useI18n();
  const clashOf = ({ kind, code }: DietClash): string =>
    t(`ordering.clash.${kind}`, { what: TABLES[kind][code]?.[locale.value as Locale] ?? code });
  return { clashOf };
}
