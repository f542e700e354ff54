import { text, type Text } from '../texts/text.ts';

/** The roles that a grant gives, each over a node of one tree, over an elder, or over oneself. */
export const ROLES = {
  elder: { over: 'elder', name: text('老人', 'Elder') },
  guardian: { over: 'elder', name: text('监护人', 'Guardian') },
  family: { over: 'elder', name: text('家属', 'Family') },
  courier: { over: 'operator', name: text('送餐员', 'Courier') },
  staff: { over: 'operator', name: text('机构人员', 'Provider staff') },
  volunteer: { over: 'area', name: text('志愿者', 'Volunteer') },
  coordinator: { over: 'operator', name: text('机构派单员', 'Coordinator') },
  canteen_staff: { over: 'operator', name: text('食堂人员', 'Canteen staff') },
  dispatcher: { over: 'area', name: text('调度员', 'Dispatcher') },
  care_advisor: { over: 'area', name: text('养老顾问', 'Care advisor') },
  timebank_manager: { over: 'area', name: text('时间银行管理员', 'Time-bank manager') },
  supervisor: { over: 'area', name: text('监管员', 'Supervisor') },
} as const satisfies Record<string, { over: 'elder' | 'area' | 'operator'; name: Text }>;

export type Role = keyof typeof ROLES;

/** What an elder lets a family member do or see; each given and withdrawn by itself. */
export const FAMILY_RIGHTS = {
  order: text('下单', 'Order'),
  pay: text('付款', 'Pay'),
  visits: text('看服务', 'Visits'),
  health: text('看健康', 'Health'),
  position: text('看位置', 'Position'),
} as const satisfies Record<string, Text>;

export type FamilyRight = keyof typeof FAMILY_RIGHTS;

/** What those over an area may do and see for its elders, in the words of a family's rights. */
export const AREA_RIGHTS: Readonly<Partial<Record<Role, readonly FamilyRight[]>>> = {
  dispatcher: ['order', 'pay', 'visits', 'health', 'position'],
  care_advisor: ['order', 'pay', 'visits', 'health'],
  supervisor: ['pay', 'visits'],
};
