import { TEXTURES, type DietClash, type DietEntry, type Faith, type Swallowing, type Texture } from '@nuanlin/shared';
import type { Dish } from './dish.ts';

const SOFTER_AND_SOFTER = Object.keys(TEXTURES) as readonly Texture[];

/**
 * What can be swallowed safely. Thin liquids are as dangerous as firm pieces to who chokes easily, so they are left out
 * (IDDSI framework, 2019).
 */
const SWALLOWABLE: Readonly<Record<Swallowing, readonly Texture[]>> = {
  safe: SOFTER_AND_SOFTER,
  slow: ['soft', 'minced', 'pureed'],
  thickened_only: ['pureed'],
};

/** Clashes of these kinds stop an order whoever entered them; of the others only an entry marked as a block. */
const ALWAYS_STOPS: readonly DietClash['kind'][] = ['allergen', 'texture', 'swallowing', 'faith'];

/** What of a dish matters to a diet. */
export type Served = Pick<Dish, 'textures' | 'allergens' | 'ingredients' | 'faiths' | 'needs'>;

/**
 * The texture in which a dish is served to an eater: the one on his record, else the firmest that he swallows safely;
 * null when the kitchen cannot serve it so.
 */
export function textureFor(dish: Pick<Dish, 'textures'>, diet: readonly DietEntry[]): Texture | null {
  const allowed = diet.map(({ about }) => {
    if (about.kind === 'texture') return [about.texture];
    return about.kind === 'swallowing' ? SWALLOWABLE[about.swallowing] : SOFTER_AND_SOFTER;
  });
  return (
    SOFTER_AND_SOFTER.find(
      (texture) => dish.textures.includes(texture) && allowed.every((textures) => textures.includes(texture)),
    ) ?? null
  );
}

/**
 * Where a dish clashes with a diet. Allergy, texture, swallowing and faith always stop, and so does any entry marked as
 * a block; the rest is advice.
 * @param kitchen the faiths that kitchen and box keep: a dish alone cannot
 */
export function clashesOf(dish: Served, kitchen: readonly Faith[], diet: readonly DietEntry[]): DietClash[] {
  return diet.flatMap(({ about, force }): DietClash[] => {
    const clash = (code: string): DietClash[] => [
      { kind: about.kind, code, stops: ALWAYS_STOPS.includes(about.kind) || force === 'block' },
    ];
    switch (about.kind) {
      case 'allergen':
        return dish.allergens.includes(about.allergen) ? clash(about.allergen) : [];
      case 'texture':
        return dish.textures.includes(about.texture) ? [] : clash(about.texture);
      case 'swallowing':
        return dish.textures.some((texture) => SWALLOWABLE[about.swallowing].includes(texture))
          ? []
          : clash(about.swallowing);
      case 'faith':
        return dish.faiths.includes(about.faith) && kitchen.includes(about.faith) ? [] : clash(about.faith);
      case 'avoid':
        return dish.ingredients.includes(about.ingredient) ? clash(about.ingredient) : [];
      case 'need':
        return dish.needs.includes(about.need) ? [] : clash(about.need);
    }
  });
}

/** What is said of clashes to who may not see the elder's health: that there are some, not which. */
export const withheld = (clashes: readonly DietClash[]): DietClash[] =>
  clashes.length === 0 ? [] : [{ kind: 'withheld', code: '', stops: stops(clashes) }];

export const stops = (clashes: readonly DietClash[]): boolean => clashes.some((clash) => clash.stops);

/** What to take instead: of the same kind and still to be had, without a clash if there is one, else without a stop. */
export function alternativeTo<D extends Dish & { readonly left: number }>(
  dish: D,
  menu: readonly D[],
  kitchen: readonly Faith[],
  diet: readonly DietEntry[],
): D | null {
  const others = menu
    .filter(({ id, kind, left }) => id !== dish.id && kind === dish.kind && left > 0)
    .map((other) => ({ other, clashes: clashesOf(other, kitchen, diet) }))
    .filter(({ other, clashes }) => !stops(clashes) && textureFor(other, diet));
  return (others.find(({ clashes }) => clashes.length === 0) ?? others[0])?.other ?? null;
}
