import type { Allergen, DietNeed, DishKind, Faith, Fen, Ingredient, Text, Texture } from '@nuanlin/shared';
import { asFen, text } from '@nuanlin/shared';

export type Kitchen = 'liuyin' | 'qinghe';

export interface DistrictDish {
  readonly key: string;
  readonly kitchen: Kitchen;
  readonly name: Text;
  readonly kind: DishKind;
  readonly priceFen: Fen;
  readonly textures: readonly Texture[];
  readonly allergens: readonly Allergen[];
  readonly ingredients: readonly Ingredient[];
  readonly faiths: readonly Faith[];
  readonly needs: readonly DietNeed[];
}

interface Tags {
  readonly textures: readonly Texture[];
  readonly allergens: readonly Allergen[];
  readonly ingredients: readonly Ingredient[];
  readonly faiths: readonly Faith[];
  readonly needs: readonly DietNeed[];
}

const firm: readonly Texture[] = ['regular'];
const tender: readonly Texture[] = ['regular', 'soft', 'minced'];
const any: readonly Texture[] = ['regular', 'soft', 'minced', 'pureed'];
const smooth: readonly Texture[] = ['regular', 'soft', 'minced', 'pureed', 'liquid'];

type Row = readonly [
  key: string,
  zh: string,
  en: string,
  yuan: number,
  textures: readonly Texture[],
  tags: Partial<Tags>,
];

/** Set meals (套餐) come as one box: a main dish, two vegetables, rice and soup. */
const LIUYIN: Readonly<Record<DishKind, readonly Row[]>> = {
  set_meal: [
    [
      'set_steamed_bass',
      '清蒸鲈鱼套餐',
      'Steamed bass set',
      16,
      tender,
      { allergens: ['fish', 'soybeans'], needs: ['low_salt', 'low_fat', 'high_protein'] },
    ],
    [
      'set_braised_pork',
      '红烧肉套餐',
      'Braised pork set',
      16,
      tender,
      { allergens: ['soybeans', 'gluten'], ingredients: ['pork', 'alcohol'] },
    ],
    [
      'set_tomato_egg',
      '番茄炒蛋套餐',
      'Tomato and egg set',
      13,
      any,
      { allergens: ['eggs'], needs: ['low_fat', 'low_purine'] },
    ],
    [
      'set_meatball',
      '狮子头套餐',
      'Large meatball set',
      15,
      any,
      { allergens: ['soybeans', 'eggs', 'gluten'], ingredients: ['pork'], needs: ['high_protein'] },
    ],
    [
      'set_chicken_mushroom',
      '香菇鸡腿套餐',
      'Chicken with mushrooms set',
      15,
      tender,
      { allergens: ['soybeans', 'gluten'], ingredients: ['poultry'], needs: ['high_protein'] },
    ],
    [
      'set_kungpao',
      '宫保鸡丁套餐',
      'Kung Pao chicken set',
      15,
      firm,
      { allergens: ['peanuts', 'soybeans'], ingredients: ['poultry', 'chilli', 'garlic'] },
    ],
    [
      'set_tofu_mince',
      '肉末豆腐套餐',
      'Tofu with minced pork set',
      13,
      any,
      { allergens: ['soybeans'], ingredients: ['pork'], needs: ['low_sugar', 'high_protein'] },
    ],
    [
      'set_beef_potato',
      '土豆牛肉套餐',
      'Beef and potato set',
      16,
      tender,
      { allergens: ['soybeans', 'gluten'], ingredients: ['beef'], needs: ['high_protein'] },
    ],
    [
      'set_egg_custard',
      '虾皮蒸蛋套餐',
      'Steamed egg set',
      13,
      any,
      { allergens: ['eggs', 'crustaceans'], needs: ['low_fat', 'low_sugar'] },
    ],
    [
      'set_vegetarian',
      '素什锦套餐',
      'Mixed vegetables set',
      13,
      any,
      {
        allergens: ['soybeans'],
        faiths: ['buddhist_vegetarian'],
        needs: ['low_fat', 'low_purine', 'low_sugar', 'low_salt'],
      },
    ],
    [
      'set_duck',
      '芋头烧鸭套餐',
      'Duck with taro set',
      16,
      tender,
      { allergens: ['soybeans'], ingredients: ['poultry', 'alcohol'] },
    ],
    [
      'set_pureed',
      '糊状营养套餐',
      'Puréed nutrition set',
      15,
      smooth,
      { allergens: ['eggs', 'milk'], ingredients: ['poultry'], needs: ['high_protein', 'low_fat', 'low_sugar'] },
    ],
    [
      'set_low_sugar',
      '控糖套餐（杂粮饭）',
      'Low-sugar set with mixed grains',
      15,
      tender,
      { allergens: ['fish'], needs: ['low_sugar', 'low_salt', 'low_fat'] },
    ],
  ],
  main: [
    [
      'fish_fillet',
      '番茄鱼片',
      'Fish fillet with tomato',
      9,
      tender,
      { allergens: ['fish'], needs: ['low_fat', 'high_protein'] },
    ],
    ['pork_ribs', '糖醋小排', 'Sweet and sour ribs', 11, firm, { allergens: ['soybeans'], ingredients: ['pork'] }],
    [
      'shrimp_egg',
      '滑蛋虾仁',
      'Shrimp with egg',
      11,
      tender,
      { allergens: ['crustaceans', 'eggs'], needs: ['high_protein'] },
    ],
    [
      'shredded_pork',
      '青椒肉丝',
      'Shredded pork with green pepper',
      8,
      firm,
      { allergens: ['soybeans'], ingredients: ['pork', 'chilli'] },
    ],
    [
      'steamed_meat_cake',
      '蒸肉饼',
      'Steamed meat cake',
      8,
      any,
      { allergens: ['eggs'], ingredients: ['pork'], needs: ['low_salt'] },
    ],
    [
      'braised_liver',
      '爆炒猪肝',
      'Stir-fried liver',
      8,
      firm,
      { allergens: ['soybeans'], ingredients: ['pork', 'offal', 'garlic'] },
    ],
    [
      'white_cut_chicken',
      '白切鸡',
      'Poached chicken',
      10,
      tender,
      { ingredients: ['poultry'], needs: ['low_salt', 'high_protein'] },
    ],
    ['mapo_tofu', '麻婆豆腐', 'Mapo tofu', 6, tender, { allergens: ['soybeans'], ingredients: ['beef', 'chilli'] }],
  ],
  vegetable: [
    [
      'greens',
      '清炒小青菜',
      'Stir-fried greens',
      4,
      tender,
      { faiths: ['buddhist_vegetarian'], needs: ['low_fat', 'low_sugar'] },
    ],
    [
      'winter_melon',
      '红烧冬瓜',
      'Braised winter melon',
      4,
      any,
      { allergens: ['soybeans'], faiths: ['buddhist_vegetarian'], needs: ['low_fat', 'low_purine', 'low_sugar'] },
    ],
    [
      'pumpkin',
      '蒸南瓜',
      'Steamed pumpkin',
      4,
      smooth,
      { faiths: ['buddhist_vegetarian'], needs: ['low_fat', 'low_salt'] },
    ],
    [
      'celery_cashew',
      '西芹腰果',
      'Celery with cashews',
      6,
      firm,
      { allergens: ['nuts'], faiths: ['buddhist_vegetarian'] },
    ],
    [
      'eggplant',
      '肉末茄子',
      'Aubergine with mince',
      5,
      any,
      { allergens: ['soybeans'], ingredients: ['pork', 'garlic'] },
    ],
    [
      'cabbage',
      '醋溜白菜',
      'Cabbage in vinegar',
      4,
      tender,
      { faiths: ['buddhist_vegetarian'], needs: ['low_fat', 'low_purine'] },
    ],
  ],
  staple: [
    [
      'rice',
      '软米饭',
      'Soft rice',
      1,
      ['regular', 'soft'],
      { faiths: ['buddhist_vegetarian'], needs: ['low_salt', 'low_fat'] },
    ],
    [
      'mixed_grain_rice',
      '杂粮饭',
      'Rice with mixed grains',
      2,
      firm,
      { faiths: ['buddhist_vegetarian'], needs: ['low_sugar', 'low_salt', 'low_fat'] },
    ],
    [
      'congee',
      '白粥',
      'Plain congee',
      1,
      smooth,
      { faiths: ['buddhist_vegetarian'], needs: ['low_salt', 'low_fat', 'low_purine'] },
    ],
    [
      'steamed_bun',
      '馒头',
      'Steamed bun',
      1,
      ['regular', 'soft'],
      { allergens: ['gluten'], faiths: ['buddhist_vegetarian'], needs: ['low_fat'] },
    ],
  ],
  soup: [
    ['seaweed_egg_soup', '紫菜蛋花汤', 'Seaweed and egg soup', 2, any, { allergens: ['eggs'] }],
    ['rib_soup', '冬瓜排骨汤', 'Winter melon and rib soup', 5, tender, { ingredients: ['pork'] }],
    [
      'tofu_soup',
      '青菜豆腐汤',
      'Greens and tofu soup',
      2,
      any,
      { allergens: ['soybeans'], faiths: ['buddhist_vegetarian'], needs: ['low_fat', 'low_sugar'] },
    ],
  ],
};

const QINGHE: Readonly<Record<DishKind, readonly Row[]>> = {
  set_meal: [
    [
      'halal_beef_stew',
      '清炖牛肉套餐',
      'Stewed beef set',
      16,
      tender,
      { ingredients: ['beef'], needs: ['high_protein', 'low_sugar'] },
    ],
    [
      'halal_lamb_radish',
      '萝卜羊肉套餐',
      'Lamb and radish set',
      16,
      tender,
      { ingredients: ['lamb'], needs: ['high_protein'] },
    ],
    [
      'halal_chicken',
      '黄焖鸡块套餐',
      'Braised chicken set',
      14,
      tender,
      { allergens: ['soybeans'], ingredients: ['poultry'] },
    ],
    [
      'halal_egg_tomato',
      '番茄鸡蛋烩面套餐',
      'Noodles with tomato and egg',
      13,
      tender,
      { allergens: ['gluten', 'eggs'], needs: ['low_fat'] },
    ],
    [
      'halal_tofu',
      '牛肉末豆腐套餐',
      'Tofu with minced beef set',
      13,
      any,
      { allergens: ['soybeans'], ingredients: ['beef'], needs: ['low_sugar', 'high_protein'] },
    ],
    [
      'halal_pureed',
      '清真糊状套餐',
      'Halal puréed set',
      15,
      smooth,
      { allergens: ['milk'], ingredients: ['beef'], needs: ['high_protein', 'low_fat'] },
    ],
    [
      'halal_fish',
      '红烧鱼块套餐',
      'Braised fish set',
      15,
      tender,
      { allergens: ['fish', 'soybeans'], needs: ['high_protein'] },
    ],
  ],
  main: [
    [
      'halal_beef_pepper',
      '青椒牛柳',
      'Beef with green pepper',
      11,
      firm,
      { allergens: ['soybeans'], ingredients: ['beef', 'chilli'] },
    ],
    ['halal_lamb_skewer_stew', '孜然羊肉', 'Lamb with cumin', 12, firm, { ingredients: ['lamb', 'chilli'] }],
    [
      'halal_steamed_egg',
      '牛肉末蒸蛋',
      'Steamed egg with minced beef',
      6,
      any,
      { allergens: ['eggs'], ingredients: ['beef'], needs: ['low_salt'] },
    ],
  ],
  vegetable: [
    [
      'halal_greens',
      '蒜蓉青菜',
      'Greens with garlic',
      4,
      tender,
      { ingredients: ['garlic'], needs: ['low_fat', 'low_sugar'] },
    ],
    ['halal_carrot', '胡萝卜烩粉条', 'Carrot with noodles', 4, any, { needs: ['low_fat'] }],
    ['halal_potato', '土豆泥', 'Mashed potato', 4, smooth, { allergens: ['milk'], needs: ['low_salt'] }],
  ],
  staple: [
    ['halal_rice', '米饭', 'Rice', 1, ['regular', 'soft'], { needs: ['low_salt', 'low_fat'] }],
    ['halal_millet', '小米粥', 'Millet congee', 1, smooth, { needs: ['low_salt', 'low_fat'] }],
    ['halal_flatbread', '烤饼', 'Flatbread', 2, firm, { allergens: ['gluten'] }],
  ],
  soup: [['halal_lamb_soup', '清真羊汤', 'Lamb soup', 5, tender, { ingredients: ['lamb', 'coriander'] }]],
};

const untagged: Tags = { textures: [], allergens: [], ingredients: [], faiths: [], needs: [] };

function dishesOf(
  kitchen: Kitchen,
  table: Readonly<Record<DishKind, readonly Row[]>>,
  faiths: readonly Faith[],
): DistrictDish[] {
  return Object.entries(table).flatMap(([kind, rows]) =>
    rows.map(([key, zh, en, yuan, textures, tags]) => ({
      ...untagged,
      ...tags,
      key,
      kitchen,
      name: text(zh, en),
      kind: kind as DishKind,
      priceFen: asFen(yuan * 100),
      textures,
      faiths: [...faiths, ...(tags.faiths ?? [])],
    })),
  );
}

/** What the two kitchens cook; everything from 清和 is halal, its boxes too. */
export const DISHES: readonly DistrictDish[] = [
  ...dishesOf('liuyin', LIUYIN, []),
  ...dishesOf('qinghe', QINGHE, ['halal']),
];
