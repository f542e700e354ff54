import { text, type Text } from './text.ts';

/** Why a worker was asked, said on the offer (为什么是您). */
export const OFFER_REASON_TEXTS = {
  NEAREST: text('您离得最近，约 {minutes} 分钟', 'You are nearest, about {minutes} min'),
  KNOWN_TO_ELDER: text('老人认得您', 'The elder knows you'),
  BROADCAST: text('同时问了附近 {asked} 人，先接先得', 'Asked of {asked} people nearby; the first has it'),
  ASSIGNED: text('调度员派给您：{why}', 'Assigned by a dispatcher: {why}'),
  PLANNED: text('按计划安排：{why}', 'Arranged by a plan: {why}'),
} as const satisfies Readonly<Record<string, Text>>;
export type OfferReasonCode = keyof typeof OFFER_REASON_TEXTS;
