import { onScopeDispose, toValue, type MaybeRefOrGetter, type Ref } from 'vue';
import { placeAfterKey } from './list-keys.ts';

/** A key pressed while writing belongs to the text. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/**
 * Moves through a list with J, K and the arrows wherever the focus is, unless somebody writes or a dialog is open.
 * @example useListKeys(selected, () => rows.value.length, { Enter: open, a: assign });
 */
export function useListKeys(
  selected: Ref<number>,
  count: MaybeRefOrGetter<number>,
  actions: Readonly<Record<string, (place: number) => void>> = {},
): void {
  const onKey = (event: KeyboardEvent): void => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || isWriting(target) || document.querySelector('dialog[open]')) return;
    const place = placeAfterKey(key, selected.value, toValue(count));
    if (place !== null) selected.value = place;
    else if (actions[key] && selected.value >= 0 && !isPressing(key, target)) actions[key](selected.value);
    else return;
    event.preventDefault();
  };
  addEventListener('keydown', onKey);
  onScopeDispose(() => removeEventListener('keydown', onKey));
}

/** Enter on a focused button presses that button. */
const isPressing = (key: string, target: EventTarget | null): boolean =>
  key === 'Enter' && target instanceof HTMLElement && target.closest('button, a') !== null;
