import { onScopeDispose, ref } from 'vue';
import type { Instant } from '@nuanlin/shared';
import { snapped, type Axis, type Block } from './blocks.ts';

/** Where a visit would go if it were let go of now. */
export interface Drop {
  readonly block: Block;
  readonly workerId: string;
  readonly startAt: Instant;
}

/** A finger that rests does not drag. */
const FAR_PX = 6;

/**
 * Drags visits over the board with mouse, pen or finger: across rows to another carer, along them to another minute.
 * @param board the element whose rows carry `data-worker`, each with the hours in an element of `data-hours`
 * @example <button @pointerdown="drag.begin($event, block)">
 */
export function useDrag(axis: () => Axis | null, onDrop: (drop: Drop) => void) {
  const drop = ref<Drop | null>(null);
  let from: { x: number; y: number; block: Block } | null = null;
  let dragged = false;

  function begin(event: PointerEvent, block: Block): void {
    if (!block.moves || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, block };
    dragged = false;
    addEventListener('pointermove', follow);
    addEventListener('pointerup', end, { once: true });
    addEventListener('pointercancel', cancel, { once: true });
    addEventListener('keydown', onKey);
  }

  function follow(event: PointerEvent): void {
    const hours = axis();
    if (!from || !hours) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!dragged && Math.hypot(dx, dy) < FAR_PX) return;
    dragged = true;
    const row = document.elementsFromPoint(event.clientX, event.clientY).flatMap((element) => {
      const found = element.closest<HTMLElement>('[data-worker]');
      return found ? [found] : [];
    })[0];
    const width = document.querySelector('[data-hours]')?.clientWidth ?? 1;
    drop.value = {
      block: from.block,
      workerId: row?.dataset['worker'] ?? from.block.workerId,
      startAt: snapped(from.block.startAt, (dx / width) * hours.minutes),
    };
  }

  function end(): void {
    const found = drop.value;
    cancel();
    if (found) onDrop(found);
  }

  function cancel(): void {
    from = null;
    drop.value = null;
    removeEventListener('pointermove', follow);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', onKey);
  }

  function onKey({ key }: KeyboardEvent): void {
    if (key === 'Escape') cancel();
  }

  onScopeDispose(cancel);
  /** The press that ends a drag is no press of the button. */
  const wasDragged = (): boolean => dragged;
  return { drop, begin, wasDragged };
}
