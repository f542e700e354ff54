import { text } from './text.ts';

/**
 * What is said of a field that cannot be taken as it stands: by the contract of its shape, by a use case of its fitting
 * in. They carry the English; the edge finds the caller's language by it.
 */
export const FIELD_TEXTS = {
  id: text('编号不对', 'not an id of the right kind'),
  mobile: text('不是 11 位手机号', 'not a mobile number of 11 digits'),
  telephone: text('不是手机号，也不是 0571-88001234 这样的座机号', 'not a mobile or a landline like 0571-88001234'),
  signInCode: text('验证码是 6 位数字', 'six digits'),
  identityNumber: text('不是 18 位身份证号', 'not an identity number of 18 characters'),
  instant: text('不是 2026-06-18T03:20:00.000Z 这样的时间', 'not a moment like 2026-06-18T03:20:00.000Z'),
  noSuchInstant: text('没有这个时间', 'no such moment'),
  timeOfDay: text('不是 11:20 这样的时间', 'not a time like 11:20'),
  unfit: text('这里不能这样填', 'does not fit here'),
  anotherItem: text('换一项服务要另下单', 'another item is another order'),
  readyAt: text('时间已过或太远', 'has passed, or is too far away'),
  shiftOver: text('这个班次已经结束', 'is over'),
  shiftsMeet: text('与另一个班次重叠', 'meets another shift'),
  nowhere: text('没有现在的住处', 'nowhere to live'),
  absenceEnd: text('结束早于开始，或已经结束', 'ends before it begins, or has ended'),
  consentText: text('不是现在的同意书版本', 'not the present text'),
  consentTap: text('只有本人或监护人能点同意', 'only the elder or guardian taps'),
  otherHands: text('这一项不由您来改', 'is not yours to change'),
  wrongTree: text('这条规则不属于这类机构', 'not a node of the tree of this rule'),
  window: text('结束时间要晚于开始时间', 'a window ends after it begins'),
} as const;
