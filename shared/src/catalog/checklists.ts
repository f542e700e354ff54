import { text } from '../texts/text.ts';
import type { ReadingKind } from './bathing.ts';
import type { Named } from './table.ts';

interface Step extends Named {
  readonly phase: 'before' | 'during' | 'after';
  /** While it is not done well, the work cannot go on to the next phase. */
  readonly blocks: boolean;
}

/** One step: a tick, a measured reading, words, or a sum of money in fen. */
export type ChecklistStep = Step &
  ({ readonly asks: 'tick' | 'words' | 'sum' } | { readonly asks: 'reading'; readonly reading: ReadingKind });

type Checklist = Readonly<Record<string, ChecklistStep>>;

const bathing = {
  identity_checked: { name: text('核对老人身份', 'The right person'), phase: 'before', blocks: true, asks: 'tick' },
  risk_form: {
    name: text('风险问询（起搏器、伤口、骨折、发热）', 'Risk form gone through'),
    phase: 'before',
    blocks: true,
    asks: 'tick',
  },
  room_warm: {
    name: text('浴室已预热、防滑垫已铺', 'Room warm, mat laid'),
    phase: 'before',
    blocks: true,
    asks: 'tick',
  },
  systolic_before: {
    name: text('浴前收缩压', 'Systolic before'),
    phase: 'before',
    blocks: true,
    asks: 'reading',
    reading: 'systolic',
  },
  diastolic_before: {
    name: text('浴前舒张压', 'Diastolic before'),
    phase: 'before',
    blocks: true,
    asks: 'reading',
    reading: 'diastolic',
  },
  pulse_before: {
    name: text('浴前脉搏', 'Pulse before'),
    phase: 'before',
    blocks: true,
    asks: 'reading',
    reading: 'pulse',
  },
  temperature_before: {
    name: text('浴前体温', 'Temperature before'),
    phase: 'before',
    blocks: true,
    asks: 'reading',
    reading: 'temperature',
  },
  skin_before: { name: text('浴前皮肤情况', 'Skin before'), phase: 'before', blocks: true, asks: 'words' },
  water: { name: text('水温实测', 'Water measured'), phase: 'before', blocks: true, asks: 'reading', reading: 'water' },
  never_alone: { name: text('全程有人在旁', 'Never left alone'), phase: 'during', blocks: false, asks: 'tick' },
  systolic_after: {
    name: text('浴后收缩压', 'Systolic after'),
    phase: 'after',
    blocks: true,
    asks: 'reading',
    reading: 'systolic',
  },
  diastolic_after: {
    name: text('浴后舒张压', 'Diastolic after'),
    phase: 'after',
    blocks: true,
    asks: 'reading',
    reading: 'diastolic',
  },
  pulse_after: {
    name: text('浴后脉搏', 'Pulse after'),
    phase: 'after',
    blocks: true,
    asks: 'reading',
    reading: 'pulse',
  },
  temperature_after: {
    name: text('浴后体温', 'Temperature after'),
    phase: 'after',
    blocks: true,
    asks: 'reading',
    reading: 'temperature',
  },
  skin_after: { name: text('浴后皮肤情况', 'Skin after'), phase: 'after', blocks: true, asks: 'words' },
  settled: { name: text('擦干保暖，老人已安顿', 'Dry, warm and settled'), phase: 'after', blocks: true, asks: 'tick' },
} as const satisfies Checklist;

const cleaning = {
  agreed: { name: text('与老人确认范围', 'Scope agreed with the elder'), phase: 'before', blocks: true, asks: 'tick' },
  valuables: {
    name: text('贵重物品由老人收好', 'Valuables put away by the elder'),
    phase: 'before',
    blocks: false,
    asks: 'tick',
  },
  floor_dry: { name: text('地面已擦干', 'Floor dry'), phase: 'after', blocks: true, asks: 'tick' },
  shown: { name: text('老人已查看', 'Shown to the elder'), phase: 'after', blocks: false, asks: 'tick' },
} as const satisfies Checklist;

const escort = {
  well_enough: { name: text('老人状态适合外出', 'Well enough to go out'), phase: 'before', blocks: true, asks: 'tick' },
  keys_and_phone: {
    name: text('钥匙、手机已带', 'Keys and phone taken'),
    phase: 'before',
    blocks: false,
    asks: 'tick',
  },
  back_home: { name: text('已送回家中', 'Back home'), phase: 'after', blocks: true, asks: 'tick' },
} as const satisfies Checklist;

const medicalEscort = {
  ...escort,
  card_taken: {
    name: text('社保卡、病历已带', 'Social security card and records taken'),
    phase: 'before',
    blocks: true,
    asks: 'tick',
  },
  doctor_said: { name: text('医生嘱咐', 'What the doctor said'), phase: 'during', blocks: false, asks: 'words' },
  papers_back: {
    name: text('卡证、单据、药品已交还', 'Card, papers and medicine handed back'),
    phase: 'after',
    blocks: true,
    asks: 'tick',
  },
} as const satisfies Checklist;

const medicine = {
  card_out: {
    name: text('已收社保卡（双方确认）', 'Card received, both confirm'),
    phase: 'before',
    blocks: true,
    asks: 'tick',
  },
  paid: { name: text('药费', 'Paid for the medicine'), phase: 'during', blocks: true, asks: 'sum' },
  card_back: {
    name: text('已归还社保卡和药品', 'Card and medicine handed back'),
    phase: 'after',
    blocks: true,
    asks: 'tick',
  },
} as const satisfies Checklist;

const errand = {
  list_read_back: {
    name: text('已核对清单和限额', 'List and ceiling read back'),
    phase: 'before',
    blocks: true,
    asks: 'tick',
  },
  paid: { name: text('实付金额', 'Really paid'), phase: 'during', blocks: true, asks: 'sum' },
  handed_over: {
    name: text('物品、小票已交付', 'Goods and receipt handed over'),
    phase: 'after',
    blocks: true,
    asks: 'tick',
  },
} as const satisfies Checklist;

const repair = {
  made_safe: { name: text('已断水/断电', 'Water or power cut off'), phase: 'before', blocks: true, asks: 'tick' },
  parts: { name: text('材料费', 'Paid for parts'), phase: 'during', blocks: false, asks: 'sum' },
  works: { name: text('已恢复并试用', 'Works again, tried'), phase: 'after', blocks: true, asks: 'tick' },
} as const satisfies Checklist;

const company = {
  spirits: { name: text('老人精神状态', 'How the elder was'), phase: 'after', blocks: false, asks: 'words' },
} as const satisfies Checklist;

const haircut = {
  tools_clean: { name: text('工具已消毒', 'Tools disinfected'), phase: 'before', blocks: true, asks: 'tick' },
  swept: { name: text('碎发已清扫', 'Swept up'), phase: 'after', blocks: false, asks: 'tick' },
} as const satisfies Checklist;

const nothing = {} as const satisfies Checklist;

/** Checklists (作业清单) of the service items. */
export const CHECKLISTS = {
  bathing,
  cleaning,
  escort,
  medical_escort: medicalEscort,
  medicine,
  errand,
  repair,
  company,
  haircut,
  nothing,
};
export type ChecklistCode = keyof typeof CHECKLISTS;
