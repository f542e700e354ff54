import { text, type Text } from '../texts/text.ts';
import type { Named, TextTable } from './table.ts';

interface ConsentKind extends Named {
  /** Version of the text that is read before saying yes; a new text is a new version. */
  readonly textVersion: string;
  readonly words: Text;
}

/** What a consent (同意) is about, each with the text that is shown, printed or read out. */
export const CONSENT_KINDS = {
  entering_home: {
    name: text('入户服务', 'Coming in'),
    textVersion: '1',
    words: text(
      '我同意服务人员按约定时间进入我家，为我提供所订的服务。我可以随时请服务人员离开，不需要付费。',
      'I agree that the worker comes into my home at the agreed time for the service ordered. I may ask the worker to leave at any time, free of charge.',
    ),
  },
  bathing: {
    name: text('助浴知情同意', 'Bathing'),
    textVersion: '1',
    words: text(
      '我已了解助浴可能带来的头晕、跌倒、血压波动等风险。服务人员会在洗浴前后测量血压、脉搏和体温，数值不合适时当天不洗，不收费。洗浴过程不拍照、不录像、不录音。',
      'I know the risks of a bath: dizziness, a fall, changes of blood pressure. Pressure, pulse and temperature are measured before and after; if they are not right there is no bath that day and no charge. No photo, video or sound is taken.',
    ),
  },
  going_out: {
    name: text('陪同外出', 'Going out'),
    textVersion: '1',
    words: text(
      '我同意由服务人员陪我外出并送我回家。身体不适时，服务人员会先拨打120，并通知我的联系人。',
      'I agree that the worker accompanies me out and back home. If I feel unwell the worker calls 120 first and then my contacts.',
    ),
  },
  card_handling: {
    name: text('代持社保卡', 'Handling my card'),
    textVersion: '1',
    words: text(
      '我同意把社保卡交给服务人员用于本次取药，取药后当面归还。我不会把密码告诉任何人。',
      'I agree to give my social security card to the worker for this medicine only; it is handed back in person. I tell nobody the PIN.',
    ),
  },
  health_data: {
    name: text('健康信息', 'Health entries'),
    textVersion: '1',
    words: text(
      '我同意平台保存与饮食、服务安全有关的健康信息，只给为我服务所必需的人看。',
      'I agree that health entries needed for my meals and safety are kept, and shown only to those who need them to serve me.',
    ),
  },
  worker_place: {
    name: text('服务人员位置', 'A worker’s place'),
    textVersion: '1',
    words: text(
      '我同意在线时提供约500米精度的大致位置，仅用于派单，不展示、不留存，离线即清除。',
      'I agree that while I am online my place, rounded to about 500 m, is used for matching only; it is not shown, not kept, and gone when I go offline.',
    ),
  },
} as const satisfies Readonly<Record<string, ConsentKind>>;
export type ConsentKindCode = keyof typeof CONSENT_KINDS;

/** How a yes was given. Silence is never one. */
export const CONSENT_CHANNELS = {
  tap: text('点击确认', 'Tap'),
  card: text('出示服务卡', 'Card'),
  call_key: text('电话按键', 'Key on a call'),
  signature: text('签字', 'Signature'),
  staff_note: text('工作人员记录', 'Noted by staff'),
} as const satisfies TextTable;
export type ConsentChannel = keyof typeof CONSENT_CHANNELS;
