import { contract, type CashDue, type LineId } from '@nuanlin/shared';
import type { KeptAction } from '../../api/offline-queue.ts';

const counting = contract.payments.countCash['~orpc'].inputSchema;

/** What is still to be counted: without what was counted on this device and waits to be told. */
export function leftToCount(
  due: readonly CashDue[],
  kept: readonly Pick<KeptAction, 'name' | 'input' | 'refused'>[],
): CashDue[] {
  const counted = new Set<LineId>();
  for (const { name, input, refused } of kept) {
    const read = name === 'countCash' && refused === null ? counting?.safeParse(input) : undefined;
    for (const { lineId } of read?.data?.counted ?? []) counted.add(lineId);
  }
  return due.filter(({ lineId }) => !counted.has(lineId));
}
