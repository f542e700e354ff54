import type { AreaLevel, OperatorKind, OperatorLevel, ServiceItemCode } from '@nuanlin/shared';
import type { PlaceKey } from './ground/places.ts';
import { creditCode, DIVISION } from './people/numbers.ts';

export interface AreaNode {
  /** Division code: 6 digits a county, 9 a subdistrict, 12 a community, 15 a grid. */
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parent: string | null;
}

export interface OperatorNode {
  readonly key: string;
  readonly name: string;
  readonly level: OperatorLevel;
  readonly kind: OperatorKind;
  readonly parent: string | null;
  readonly creditCode: string | null;
  /** Division codes of the areas that it serves by agreement. */
  readonly serves: readonly string[];
  readonly place: PlaceKey | null;
  /** What it offers. */
  readonly items: readonly ServiceItemCode[];
}

const COMMUNITIES = {
  柳荫街道: ['柳荫社区', '清和社区', '鼓楼社区'],
  河东街道: ['河东社区', '纺织社区'],
} as const;
export type Community = (typeof COMMUNITIES)[keyof typeof COMMUNITIES][number];

const GRIDS_PER_COMMUNITY = 4;

const numbered = (number: number) => String(number).padStart(3, '0');

/** 云溪区 with two subdistricts, their communities and grids. */
export function areaTree(): AreaNode[] {
  const county: AreaNode = { code: DIVISION, name: '云溪区', level: 'county', parent: null };
  const rest = Object.entries(COMMUNITIES).flatMap(([name, communities], i) => {
    const street: AreaNode = { code: DIVISION + numbered(i + 1), name, level: 'subdistrict', parent: county.code };
    const below = communities.flatMap((community, j) => {
      const code = street.code + numbered(j + 1);
      const grids = Array.from(
        { length: GRIDS_PER_COMMUNITY },
        (_, k): AreaNode => ({
          code: code + numbered(k + 1),
          name: `${community}第${k + 1}网格`,
          level: 'grid',
          parent: code,
        }),
      );
      return [{ code, name: community, level: 'community', parent: street.code } satisfies AreaNode, ...grids];
    });
    return [street, ...below];
  });
  return [county, ...rest];
}

const WHOLE_COUNTY = [DIVISION];

interface Company {
  readonly key: string;
  readonly name: string;
  readonly kind: OperatorKind;
  readonly items: readonly ServiceItemCode[];
  readonly serves: readonly string[];
  readonly sites: readonly { readonly key: string; readonly name: string; readonly place: PlaceKey }[];
}

const CARE: readonly ServiceItemCode[] = [
  'bath_home',
  'bath_point',
  'escort_outing',
  'escort_medical',
  'fetch_medicine',
];

const COMPANIES: readonly Company[] = [
  {
    key: 'liuyin_meals',
    name: '柳荫为老餐饮有限公司',
    kind: 'canteen',
    items: ['meal'],
    serves: WHOLE_COUNTY,
    sites: [
      { key: 'liuyin_canteen', name: '柳荫社区食堂', place: 'liuyin_canteen' },
      { key: 'hedong_point', name: '河东助餐点', place: 'hedong_point' },
    ],
  },
  {
    key: 'qinghe_meals',
    name: '清和清真餐饮有限公司',
    kind: 'canteen',
    items: ['meal'],
    serves: WHOLE_COUNTY,
    sites: [{ key: 'qinghe_canteen', name: '清和清真食堂', place: 'qinghe_canteen' }],
  },
  {
    key: 'delivery',
    name: '邻里送配送服务有限公司',
    kind: 'delivery',
    items: ['meal'],
    serves: WHOLE_COUNTY,
    sites: [{ key: 'delivery_base', name: '邻里送水仓站', place: 'courier_base' }],
  },
  {
    key: 'kangle',
    name: '康乐居家',
    kind: 'provider',
    items: [...CARE, 'haircut'],
    serves: WHOLE_COUNTY,
    sites: [{ key: 'kangle_base', name: '康乐居家鼓楼站', place: 'kangle' }],
  },
  {
    key: 'anxin',
    name: '安馨护理站',
    kind: 'provider',
    items: CARE,
    serves: WHOLE_COUNTY,
    sites: [{ key: 'anxin_base', name: '安馨护理站文庙站', place: 'anxin' }],
  },
  {
    key: 'ruifu',
    name: '瑞福家政',
    kind: 'provider',
    items: ['cleaning', 'haircut', 'errand', 'fetch_medicine', 'escort_outing'],
    serves: WHOLE_COUNTY,
    sites: [{ key: 'ruifu_base', name: '瑞福家政桃园店', place: 'ruifu' }],
  },
  {
    key: 'mingtai',
    name: '铭泰便民',
    kind: 'provider',
    items: ['repair_water_power', 'repair_lock', 'repair_drain', 'errand', 'cleaning'],
    serves: WHOLE_COUNTY,
    sites: [{ key: 'mingtai_base', name: '铭泰便民铁路店', place: 'mingtai' }],
  },
  {
    key: 'volunteers',
    name: '柳荫志愿服务中心',
    kind: 'volunteering',
    items: ['companionship', 'phone_lesson'],
    serves: WHOLE_COUNTY,
    sites: [{ key: 'volunteers_base', name: '柳荫志愿服务站', place: 'station' }],
  },
];

/** Companies with their sites. */
export const operatorTree = (): OperatorNode[] =>
  COMPANIES.flatMap(({ key, name, kind, items, serves, sites }, i) => [
    {
      key,
      name,
      level: 'company',
      kind,
      parent: null,
      creditCode: creditCode(i + 1),
      serves,
      place: null,
      items,
    } as const,
    ...sites.map((site) => ({ ...site, level: 'site', kind, parent: key, creditCode: null, serves, items }) as const),
  ]);
