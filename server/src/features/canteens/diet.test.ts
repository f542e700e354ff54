import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  asFen,
  ALLERGENS,
  TEXTURES,
  text,
  type Allergen,
  type DietEntry,
  type DishId,
  type Faith,
  type Texture,
} from '@nuanlin/shared';
import { alternativeTo, clashesOf, stops, textureFor } from './diet.ts';
import type { Dish } from './dish.ts';

const dish = (change: Partial<Dish> = {}): Dish => ({
  id: 'd' as DishId,
  version: 1,
  name: text('红烧鱼块', 'Braised fish'),
  kind: 'main',
  operatorPath: [],
  priceFen: asFen(1400),
  textures: ['regular', 'soft'],
  allergens: ['fish', 'soybeans'],
  ingredients: ['garlic'],
  faiths: [],
  needs: ['low_sugar'],
  ...change,
});
const entry = (about: DietEntry['about'], force: DietEntry['force'] = 'advise'): DietEntry => ({
  about,
  force,
  source: 'doctor',
});
const texture = (wanted: Texture) => entry({ kind: 'texture', texture: wanted });

describe('a dish and a diet', () => {
  test.each<[string, DietEntry, Partial<Dish>, Faith[], { stops: boolean } | null]>([
    ['an allergen in it', entry({ kind: 'allergen', allergen: 'fish' }), {}, [], { stops: true }],
    ['an allergen not in it', entry({ kind: 'allergen', allergen: 'milk' }), {}, [], null],
    ['a texture the kitchen has', texture('soft'), {}, [], null],
    ['a texture the kitchen has not', texture('pureed'), {}, [], { stops: true }],
    ['slow to swallow, soft to be had', entry({ kind: 'swallowing', swallowing: 'slow' }), {}, [], null],
    [
      'slow to swallow, only soup',
      entry({ kind: 'swallowing', swallowing: 'slow' }),
      { textures: ['liquid'] },
      [],
      { stops: true },
    ],
    ['halal dish, halal kitchen', entry({ kind: 'faith', faith: 'halal' }), { faiths: ['halal'] }, ['halal'], null],
    [
      'halal dish out of another kitchen',
      entry({ kind: 'faith', faith: 'halal' }),
      { faiths: ['halal'] },
      [],
      { stops: true },
    ],
    ['something disliked', entry({ kind: 'avoid', ingredient: 'garlic' }), {}, [], { stops: false }],
    ['something forbidden', entry({ kind: 'avoid', ingredient: 'garlic' }, 'block'), {}, [], { stops: true }],
    ['a need it keeps', entry({ kind: 'need', need: 'low_sugar' }), {}, [], null],
    ['a need it does not keep', entry({ kind: 'need', need: 'low_salt' }), {}, [], { stops: false }],
  ])('%s', (_, wanted, change, kitchen, clash) => {
    const found = clashesOf(dish(change), kitchen, [wanted]);
    expect(found.map(({ stops }) => ({ stops }))).toEqual(clash ? [clash] : []);
  });

  test('no force makes an allergy harmless', () => {
    const allergen = fc.constantFrom(...(Object.keys(ALLERGENS) as Allergen[]));
    fc.assert(
      fc.property(allergen, fc.array(allergen), fc.constantFrom('block', 'advise'), (allergic, others, force) => {
        const found = clashesOf(
          dish({ allergens: [...others, allergic] }),
          [],
          [entry({ kind: 'allergen', allergen: allergic }, force)],
        );
        expect(stops(found)).toBe(true);
      }),
    );
  });

  test('is served in the texture on record, else the firmest that can be swallowed, else not at all', () => {
    const all = Object.keys(TEXTURES) as Texture[];
    expect(textureFor({ textures: all }, [])).toBe('regular');
    expect(textureFor({ textures: all }, [texture('minced')])).toBe('minced');
    expect(textureFor({ textures: all }, [entry({ kind: 'swallowing', swallowing: 'slow' })])).toBe('soft');
    expect(textureFor({ textures: all }, [entry({ kind: 'swallowing', swallowing: 'thickened_only' })])).toBe('pureed');
    expect(textureFor({ textures: ['regular', 'soft'] }, [texture('pureed')])).toBeNull();
  });

  test('an alternative is of the same kind, to be had and without a stop, at best without any clash', () => {
    const diet = [entry({ kind: 'allergen', allergen: 'fish' }), entry({ kind: 'avoid', ingredient: 'garlic' })];
    const fish = { ...dish(), left: 5 };
    const other = (id: string, change: Partial<Dish>, left = 5) => ({
      ...dish({ id: id as DishId, allergens: [], ingredients: [], ...change }),
      left,
    });
    const garlicky = other('garlicky', { ingredients: ['garlic'] });
    const plain = other('plain', {});
    const soup = other('soup', { kind: 'soup' });
    const gone = other('gone', {}, 0);
    expect(alternativeTo(fish, [fish, soup, gone, garlicky, plain], [], diet)?.id).toBe('plain');
    expect(alternativeTo(fish, [fish, soup, gone, garlicky], [], diet)?.id).toBe('garlicky');
    expect(alternativeTo(fish, [fish, soup, gone], [], diet)).toBeNull();
  });
});
