import { text } from '../texts/text.ts';
import type { TextTable } from './table.ts';

/** By which way an order came in. */
export const ORDER_CHANNELS = {
  app: text('手机', 'App'),
  phone: text('电话', 'Phone'),
  counter: text('柜台', 'Counter'),
  call_menu: text('自动来电', 'Automated call'),
} as const satisfies TextTable;
export type OrderChannel = keyof typeof ORDER_CHANNELS;

/** By which way a notice goes out. Web push is never the only one. */
export const NOTICE_CHANNELS = {
  wechat: text('微信消息', 'WeChat message'),
  sms: text('短信', 'Text message'),
  call: text('自动语音电话', 'Automated call'),
  web_push: text('网页推送', 'Web push'),
  printed_slip: text('打印小票', 'Printed slip'),
} as const satisfies TextTable;
export type NoticeChannel = keyof typeof NOTICE_CHANNELS;

/** The four ways of paying (支付方式). */
export const PAY_WAYS = {
  hold: text('预授权', 'Hold, then capture'),
  pay_now: text('立即支付', 'Pay now'),
  prepaid: text('预存账户', 'Prepaid account'),
  settle_later: text('后付', 'Settle later'),
} as const satisfies TextTable;
export type PayWay = keyof typeof PAY_WAYS;
