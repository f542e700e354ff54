import type { STYLES } from './compounds.ts';

/** The twelve compounds (小区): where they are wished for, as a share of the town's width and height, and how built. */
export const COMPOUNDS = [
  { name: '柳荫里', community: '柳荫社区', at: [0.45, 0.52], style: 'walk_up' },
  { name: '槐安里', community: '柳荫社区', at: [0.36, 0.44], style: 'walk_up' },
  { name: '水仓里', community: '柳荫社区', at: [0.5, 0.42], style: 'low' },
  { name: '清和坊', community: '清和社区', at: [0.42, 0.76], style: 'walk_up' },
  { name: '北门里', community: '清和社区', at: [0.28, 0.84], style: 'low' },
  { name: '文庙小区', community: '清和社区', at: [0.53, 0.84], style: 'walk_up' },
  { name: '鼓楼苑', community: '鼓楼社区', at: [0.2, 0.5], style: 'walk_up' },
  { name: '桃园小区', community: '鼓楼社区', at: [0.3, 0.22], style: 'walk_up' },
  { name: '河东新村', community: '河东社区', at: [0.73, 0.5], style: 'walk_up' },
  { name: '惠民家园', community: '河东社区', at: [0.82, 0.4], style: 'tower' },
  { name: '纺织厂宿舍', community: '纺织社区', at: [0.75, 0.8], style: 'low' },
  { name: '铁路新村', community: '纺织社区', at: [0.86, 0.72], style: 'walk_up' },
] as const satisfies readonly {
  name: string;
  community: string;
  at: readonly [number, number];
  style: keyof typeof STYLES;
}[];
export type CompoundName = (typeof COMPOUNDS)[number]['name'];

/** Quarters that are no houses: greens, and grounds with a few large buildings. */
export const GROUNDS = [
  { name: '柳荫公园', kind: 'park', at: [0.33, 0.6] },
  { name: '河东公园', kind: 'park', at: [0.8, 0.58] },
  { name: '文庙', kind: 'park', at: [0.48, 0.93] },
  { name: '云溪区人民医院', kind: 'hospital', at: [0.24, 0.34] },
  { name: '柳荫小学', kind: 'school', at: [0.52, 0.62] },
  { name: '云溪中学', kind: 'school', at: [0.7, 0.24] },
] as const satisfies readonly { name: string; kind: 'park' | 'hospital' | 'school'; at: readonly [number, number] }[];

/** Houses with a sign over the door, near a compound or a place in the town. */
export const PLACES = [
  { key: 'liuyin_canteen', name: '柳荫社区食堂', kind: 'canteen', near: '柳荫里' },
  { key: 'hedong_point', name: '河东助餐点', kind: 'canteen', near: '河东新村' },
  { key: 'qinghe_canteen', name: '清和清真食堂', kind: 'canteen', near: '清和坊' },
  { key: 'station', name: '柳荫综合为老服务中心', kind: 'station', near: '柳荫里' },
  { key: 'pharmacy', name: '柳荫大药房', kind: 'pharmacy', near: '槐安里' },
  { key: 'pharmacy_east', name: '河东大药房', kind: 'pharmacy', near: '惠民家园' },
  { key: 'market', name: '水仓菜市场', kind: 'market', near: '水仓里' },
  { key: 'mosque', name: '清和清真寺', kind: 'mosque', near: '清和坊' },
  { key: 'kangle', name: '康乐居家', kind: 'office', near: '鼓楼苑' },
  { key: 'anxin', name: '安馨护理站', kind: 'office', near: '文庙小区' },
  { key: 'ruifu', name: '瑞福家政', kind: 'office', near: '桃园小区' },
  { key: 'mingtai', name: '铭泰便民', kind: 'office', near: '铁路新村' },
  { key: 'courier_base', name: '邻里送站点', kind: 'office', near: '水仓里' },
] as const satisfies readonly { key: string; name: string; kind: PlaceKind; near: CompoundName }[];
export type PlaceKey = (typeof PLACES)[number]['key'];
export type PlaceKind = 'canteen' | 'station' | 'pharmacy' | 'market' | 'mosque' | 'office';
