import type { PersonId } from '@nuanlin/shared';

/** Text messages to a phone. The key makes sending twice harmless. */
export interface Sms {
  /** @param phone E.164 @param personId whose phone it is, where that is known @throws Error when the provider did not take it; it may be sent again with the same key */
  send(message: {
    readonly phone: string;
    readonly personId: PersonId | null;
    readonly text: string;
    readonly key: string;
  }): Promise<void>;
}
