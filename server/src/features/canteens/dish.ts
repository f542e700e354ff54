import type {
  Allergen,
  DietNeed,
  DishId,
  DishKind,
  Faith,
  Fen,
  Ingredient,
  OperatorId,
  Text,
  Texture,
} from '@nuanlin/shared';

/** 菜品: what a kitchen cooks, with everything that an eater's diet may ask of it. */
export interface Dish {
  readonly id: DishId;
  readonly version: number;
  readonly name: Text;
  readonly kind: DishKind;
  readonly operatorPath: readonly OperatorId[];
  readonly priceFen: Fen;
  /** Every texture that the kitchen can serve it in. */
  readonly textures: readonly Texture[];
  readonly allergens: readonly Allergen[];
  readonly ingredients: readonly Ingredient[];
  readonly faiths: readonly Faith[];
  readonly needs: readonly DietNeed[];
}
