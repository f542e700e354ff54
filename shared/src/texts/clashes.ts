import { ALLERGENS, DIET_NEEDS, FAITHS, INGREDIENTS, SWALLOWING, TEXTURES } from '../catalog/diet.ts';
import type { DietClash } from '../contracts/canteens.ts';
import { text, type Text } from './text.ts';

const TABLES: Record<DietClash['kind'], Readonly<Record<string, Text>>> = {
  allergen: ALLERGENS,
  texture: TEXTURES,
  swallowing: SWALLOWING,
  faith: FAITHS,
  need: DIET_NEEDS,
  avoid: INGREDIENTS,
  withheld: {},
};

/** What a dish clashes with, by its name; of what is withheld, that there is something. */
export const clashText = ({ kind, code }: DietClash): Text => TABLES[kind][code] ?? text('饮食要求', 'the diet');
