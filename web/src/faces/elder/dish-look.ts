import type { MenuDish } from '@nuanlin/shared';

/** What lies on the plate, to tell dishes apart at a glance: by what they are made of. */
export const DISH_LOOKS = ['fish', 'poultry', 'meat', 'egg', 'greens', 'bowl'] as const;
export type DishLook = (typeof DISH_LOOKS)[number];

const MEAT = ['pork', 'beef', 'lamb', 'offal'];

export function lookOf({ allergens, ingredients, textures, faiths }: MenuDish): DishLook {
  if (textures.includes('liquid')) return 'bowl';
  if (allergens.includes('fish')) return 'fish';
  if (ingredients.includes('poultry')) return 'poultry';
  if (ingredients.some((one) => MEAT.includes(one))) return 'meat';
  if (faiths.includes('buddhist_vegetarian')) return 'greens';
  return allergens.includes('eggs') || allergens.includes('crustaceans') ? 'egg' : 'greens';
}
