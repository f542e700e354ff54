import { text } from '../texts/text.ts';
import type { TextTable } from './table.ts';

/** Levels of the area tree, with the division codes of GB/T 2260 and GB/T 10114; a grid (网格) has the community's own number. */
export const AREA_LEVELS = {
  county: text('区县', 'County or city district'),
  subdistrict: text('街道/乡镇', 'Subdistrict or town'),
  community: text('社区/村', 'Community or village'),
  grid: text('网格', 'Grid'),
} as const satisfies TextTable;
export type AreaLevel = keyof typeof AREA_LEVELS;

/** Levels of the operator tree; a company carries its 统一社会信用代码 (GB 32100-2015). */
export const OPERATOR_LEVELS = {
  company: text('公司', 'Company'),
  branch: text('分支机构', 'Branch'),
  site: text('站点', 'Site'),
} as const satisfies TextTable;
export type OperatorLevel = keyof typeof OPERATOR_LEVELS;

/** What a company does; a company may do several. */
export const OPERATOR_KINDS = {
  provider: text('服务商', 'Care provider'),
  canteen: text('食堂', 'Canteen'),
  delivery: text('配送', 'Delivery'),
  volunteering: text('志愿服务', 'Volunteering'),
} as const satisfies TextTable;
export type OperatorKind = keyof typeof OPERATOR_KINDS;
