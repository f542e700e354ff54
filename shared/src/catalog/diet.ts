import { text } from '../texts/text.ts';
import type { TextTable } from './table.ts';

/** The eight groups of substances that food labels must declare: GB 7718-2025, allergens (致敏物质). */
export const ALLERGENS = {
  gluten: text('含麸质谷物', 'Cereals with gluten'),
  crustaceans: text('甲壳纲类', 'Crustaceans'),
  fish: text('鱼类', 'Fish'),
  eggs: text('蛋类', 'Eggs'),
  peanuts: text('花生', 'Peanuts'),
  soybeans: text('大豆', 'Soybeans'),
  milk: text('乳及乳糖', 'Milk, lactose included'),
  nuts: text('坚果及果仁', 'Tree nuts'),
} as const satisfies TextTable;
export type Allergen = keyof typeof ALLERGENS;

/** How food is prepared for the mouth, from firm to liquid. A dish lists every texture its kitchen can serve it in. */
export const TEXTURES = {
  regular: text('普食', 'Regular'),
  soft: text('软食', 'Soft'),
  minced: text('碎食', 'Minced'),
  pureed: text('糊状', 'Puréed'),
  liquid: text('流质', 'Liquid'),
} as const satisfies TextTable;
export type Texture = keyof typeof TEXTURES;

export const SWALLOWING = {
  safe: text('吞咽正常', 'Swallows safely'),
  slow: text('吞咽慢，易呛', 'Swallows slowly, may choke'),
  thickened_only: text('只能进增稠饮食', 'Thickened food and drink only'),
} as const satisfies TextTable;
export type Swallowing = keyof typeof SWALLOWING;

/** Rules of a faith on food. A dish, its kitchen and its box say which they keep; what is not said is not kept. */
export const FAITHS = {
  halal: text('清真', 'Halal'),
  buddhist_vegetarian: text('佛教素食', 'Buddhist vegetarian'),
} as const satisfies TextTable;
export type Faith = keyof typeof FAITHS;

/** What somebody may dislike or avoid, beyond allergens. */
export const INGREDIENTS = {
  pork: text('猪肉', 'Pork'),
  beef: text('牛肉', 'Beef'),
  lamb: text('羊肉', 'Lamb'),
  poultry: text('禽肉', 'Poultry'),
  offal: text('内脏', 'Offal'),
  chilli: text('辣椒', 'Chilli'),
  coriander: text('香菜', 'Coriander'),
  garlic: text('葱蒜', 'Onion and garlic'),
  alcohol: text('酒', 'Alcohol'),
} as const satisfies TextTable;
export type Ingredient = keyof typeof INGREDIENTS;

/** What a doctor may ask of a meal; a dish lists those it keeps. */
export const DIET_NEEDS = {
  low_salt: text('低盐', 'Low in salt'),
  low_sugar: text('低糖', 'Low in sugar'),
  low_fat: text('低脂', 'Low in fat'),
  low_purine: text('低嘌呤', 'Low in purines'),
  high_protein: text('高蛋白', 'Rich in protein'),
} as const satisfies TextTable;
export type DietNeed = keyof typeof DIET_NEEDS;

/** Who said so. */
export const DIET_SOURCES = {
  doctor: text('医嘱', 'Doctor'),
  family: text('家属', 'Family'),
  elder: text('本人', 'Elder'),
} as const satisfies TextTable;
export type DietSource = keyof typeof DIET_SOURCES;

/** Whether a clash stops the order or offers an alternative. */
export const DIET_FORCES = {
  block: text('禁止', 'Blocks'),
  advise: text('提醒', 'Advises'),
} as const satisfies TextTable;
export type DietForce = keyof typeof DIET_FORCES;

/** Parts of a menu. */
export const DISH_KINDS = {
  set_meal: text('套餐', 'Set meal'),
  main: text('荤菜', 'Meat or fish dish'),
  vegetable: text('素菜', 'Vegetable dish'),
  staple: text('主食', 'Staple'),
  soup: text('汤', 'Soup'),
} as const satisfies TextTable;
export type DishKind = keyof typeof DISH_KINDS;
