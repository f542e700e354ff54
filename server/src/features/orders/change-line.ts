import { FIELD_TEXTS, Refusal, type Fen, type LineId, type WantedLine } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { termsOf } from './cancel-line.ts';
import { isOpen, type Line } from './line.ts';

import type { OrderPorts } from './ports.ts';
import { reAgree } from './re-agree.ts';

/**
 * 改期/改单: another day, window or dish in one step.
 * @throws LINE_ENDED; LINE_TOO_LATE_TO_CHANGE after its free hour or once it is being cooked, or into another kind of work; all that agreeing throws
 */
export async function changeLine(
  request: { lineId: LineId; to: WantedLine; quotedFen: Fen } & SignedIn,
  ports: OrderPorts & { tx: Tx },
): Promise<Line> {
  const { lineId, to, scope, now } = request;
  const line = await ports.orders.line(scope, lineId);
  if (!isOpen(line)) throw new Refusal('LINE_ENDED', { state: line.state });
  const { freeUntil } = await termsOf(line, now, ports);
  if (now > freeUntil || to.kind !== line.work.kind) throw new Refusal('LINE_TOO_LATE_TO_CHANGE');
  // The elder's yes was to this item.
  if (to.kind === 'service' && line.work.kind === 'service' && to.itemId !== line.work.itemId) {
    throw new Refusal('INVALID_INPUT', { fields: [{ path: 'to.itemId', message: FIELD_TEXTS.anotherItem.en }] });
  }
  return reAgree(line, request, ports);
}
