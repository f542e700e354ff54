import { YES_KEYS, type Locale } from '@nuanlin/shared';
import type { LineFacts } from '../../events/index.ts';
import type { Handling } from '../../platform/events.ts';
import type { Elder } from '../elders/index.ts';
import { momentIn, whatOf } from './in-words.ts';
import { say, type SayPorts } from './say.ts';

/** The person comes last, as the call says it. */
const KEYS_READ_OUT = ([1, 2, 0] as const).map((key) => ({ key: String(key), means: YES_KEYS[key]['zh-CN'] }));

/** Asks the elder for a yes by an automated call; what was pressed comes back by press-key.ts. */
export async function ringUp(
  { areaPath, zone, personId, phone }: Elder,
  { window, work, ...facts }: LineFacts,
  handling: Handling,
  ports: SayPorts,
): Promise<void> {
  const data = (locale: Locale) => ({ what: whatOf({ work }, locale), when: momentIn(window.from, locale, zone) });
  const { lineId, elderId, operatorPath } = facts;
  const asks = { lineId, elderId, areaPath: facts.areaPath, operatorPath, byId: personId };
  const to = [{ personId, locale: 'zh-CN' as const, phone }];
  const call = { to, channel: 'call' as const, what: 'ask_yes' as const, data, keys: KEYS_READ_OUT, asks };
  await say([call], { areaPath, zone, urgent: false }, handling, ports);
}
