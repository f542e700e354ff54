import { text } from '../texts/text.ts';
import type { TextTable } from './table.ts';

/** Sex as the civil register writes it (GB/T 2261.1: 1, 2). */
export const SEXES = {
  male: text('男', 'Male'),
  female: text('女', 'Female'),
} as const satisfies TextTable;
export type Sex = keyof typeof SEXES;

/** Circumstances on record, each with a source and a validity (老人类别). An elder may have several. */
export const ELDER_CATEGORIES = {
  lives_alone: text('独居', 'Lives alone'),
  empty_nest: text('空巢', 'Empty nest'),
  left_behind: text('留守', 'Left behind'),
  no_kin: text('孤寡', 'Without kin'),
  destitute: text('特困', 'In special hardship'),
  minimum_living: text('低保', 'On minimum living allowance'),
  near_minimum: text('低边', 'Just above the minimum'),
  family_planning_special: text('计生特殊', 'Lost an only child'),
  severe_disability: text('重残', 'Severely disabled'),
} as const satisfies TextTable;
export type ElderCategory = keyof typeof ELDER_CATEGORIES;

/** Where a category comes from. */
export const CATEGORY_SOURCES = {
  civil_affairs: text('民政系统', 'Civil affairs register'),
  disabled_federation: text('残联', 'Disabled persons’ federation'),
  community_visit: text('社区走访', 'Community visit'),
  family: text('家属申报', 'Said by the family'),
} as const satisfies TextTable;
export type CategorySource = keyof typeof CATEGORY_SOURCES;

/** How the elder decides (民事行为能力): alone, with somebody's help, or through a guardian with papers. */
export const DECISION_MODES = {
  alone: text('自己决定', 'Decides alone'),
  with_help: text('协助决定', 'Decides with help'),
  guardian: text('监护人代为决定', 'A guardian decides'),
} as const satisfies TextTable;
export type DecisionMode = keyof typeof DECISION_MODES;

/** By what somebody is the guardian of an adult (民法典 §28, §31, §33). */
export const GUARDIAN_PAPERS = {
  kinship: text('法定监护（近亲属）', 'By kinship'),
  agreement: text('意定监护公证书', 'Notarised agreement'),
  designation: text('居（村）委会指定', 'Designated by the community'),
  ruling: text('法院判决', 'Court ruling'),
} as const satisfies TextTable;
export type GuardianPaperKind = keyof typeof GUARDIAN_PAPERS;

export const HEARING = {
  good: text('听力正常', 'Hears well'),
  hard: text('耳背，请大声', 'Hard of hearing: speak up'),
  deaf: text('听不见，请看手机或写字', 'Deaf: write it down'),
} as const satisfies TextTable;
export type Hearing = keyof typeof HEARING;

export const MOBILITY = {
  walks: text('行走自如', 'Walks'),
  stick: text('拄拐', 'Walks with a stick'),
  walker: text('助行器', 'Walks with a frame'),
  wheelchair: text('轮椅', 'Uses a wheelchair'),
  bedridden: text('卧床', 'Bedridden'),
} as const satisfies TextTable;
export type Mobility = keyof typeof MOBILITY;

/** Who may be called, in the order the elder's record keeps. */
export const CONTACT_ROLES = {
  spouse: text('配偶', 'Spouse'),
  child: text('子女', 'Child'),
  guardian: text('监护人', 'Guardian'),
  relative: text('亲属', 'Relative'),
  neighbour: text('邻居', 'Neighbour'),
  keyholder: text('保管钥匙的人', 'Keyholder'),
  building_leader: text('楼组长', 'Building leader'),
  grid_worker: text('网格员', 'Grid worker'),
} as const satisfies TextTable;
export type ContactRole = keyof typeof CONTACT_ROLES;

/** How a family member belongs to the elder. */
export const KINSHIPS = {
  spouse: text('配偶', 'Spouse'),
  son: text('儿子', 'Son'),
  daughter: text('女儿', 'Daughter'),
  child_in_law: text('儿媳/女婿', 'Son- or daughter-in-law'),
  grandchild: text('孙辈', 'Grandchild'),
  sibling: text('兄弟姐妹', 'Sibling'),
  other: text('其他亲属', 'Other relative'),
} as const satisfies TextTable;
export type Kinship = keyof typeof KINSHIPS;

/** Why all meals and visits pause (停服). */
export const ABSENCE_REASONS = {
  hospital: text('住院', 'In hospital'),
  with_children: text('去子女家', 'Staying with children'),
  away: text('外出', 'Away'),
} as const satisfies TextTable;
export type AbsenceReason = keyof typeof ABSENCE_REASONS;
