import { text } from './text.ts';

/**
 * What the contract says of a field that does not have its shape. The contract carries the English; the edge finds the
 * caller's language by it.
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
  window: text('结束时间要晚于开始时间', 'a window ends after it begins'),
} as const;
