import { text } from '@nuanlin/shared';

/** 暖邻不会向您要验证码: whoever asks for it on the phone is a stranger. */
export const CODE_TEXT = text(
  '【暖邻】验证码 {code}，{minutes} 分钟内有效。暖邻不会向您要验证码，请勿告诉任何人。',
  'Nuanlin: your code is {code}, good for {minutes} minutes. Nuanlin never asks you for it: tell nobody.',
);
