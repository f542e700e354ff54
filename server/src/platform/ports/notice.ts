import type { NoticeChannel, PersonId } from '@nuanlin/shared';

/** One thing said to one person by one channel, in words that are ready to be said. */
export interface Notice {
  /** Null for a contact of an elder who has no account. */
  readonly personId: PersonId | null;
  readonly channel: NoticeChannel;
  /** Phone in E.164, WeChat open id, push subscription or printer, as the channel needs. */
  readonly address: string;
  readonly text: string;
  /** For calls: the keys that may be pressed and what each means, in the order they are read out. */
  readonly keys: readonly { readonly key: string; readonly means: string }[];
  /** Saying it twice under one key says it once. */
  readonly key: string;
}

/** Messages, automated calls and printed slips. */
export interface NoticeSender {
  /** @returns the provider's reference @throws Error when the provider did not take it; the same key may be tried again */
  send(notice: Notice): Promise<{ readonly reference: string }>;
}
