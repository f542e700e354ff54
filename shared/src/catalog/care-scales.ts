import { text, type Text } from '../texts/text.ts';
import type { Named } from './table.ts';

interface CareScale extends Named {
  readonly source: string;
  /** Level numbers of this scale alone: a 3 of one scale says nothing on another. */
  readonly levels: Readonly<Record<number, Text>>;
}

/**
 * Ability is kept as scale and level, never as a bare number: three scales are in use side by side and
 * their numbers do not translate into each other.
 */
export const CARE_SCALES = {
  ability_gbt_42195: {
    name: text('老年人能力评估', 'Ability of older persons'),
    source: 'GB/T 42195-2022 老年人能力评估规范',
    levels: {
      0: text('能力完好', 'Intact'),
      1: text('轻度失能', 'Mild disability'),
      2: text('中度失能', 'Moderate disability'),
      3: text('重度失能', 'Severe disability'),
      4: text('完全失能', 'Complete disability'),
    },
  },
  long_term_care: {
    name: text('长期护理失能等级', 'Long-term care insurance level'),
    source: '长期护理失能等级评估标准（试行），医保办发〔2021〕37号',
    levels: {
      0: text('基本正常', 'Largely intact'),
      1: text('轻度失能', 'Mild disability'),
      2: text('中度失能', 'Moderate disability'),
      3: text('重度失能Ⅰ级', 'Severe disability I'),
      4: text('重度失能Ⅱ级', 'Severe disability II'),
      5: text('重度失能Ⅲ级', 'Severe disability III'),
    },
  },
  city_care: {
    name: text('本市照护等级', 'The city’s own care level'),
    source: 'The city’s own standard; six levels as in the unified care-needs assessments of several cities',
    levels: {
      1: text('照护一级', 'Care level 1'),
      2: text('照护二级', 'Care level 2'),
      3: text('照护三级', 'Care level 3'),
      4: text('照护四级', 'Care level 4'),
      5: text('照护五级', 'Care level 5'),
      6: text('照护六级', 'Care level 6'),
    },
  },
} as const satisfies Readonly<Record<string, CareScale>>;
export type CareScaleCode = keyof typeof CARE_SCALES;

/** True when the scale knows the level. */
export const isLevelOf = (scale: CareScaleCode, level: number): boolean =>
  Object.hasOwn(CARE_SCALES[scale].levels, level);
