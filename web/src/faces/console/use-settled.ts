import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';

/** How long nobody types before the words are looked for. */
const PAUSE_MS = 180;

/**
 * A value once it has come to rest.
 * @example const asked = useSettled(() => words.value.trim());
 */
export function useSettled<T>(value: () => T): Readonly<Ref<T>> {
  const settled = ref(value()) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(value, (next) => {
    clearTimeout(timer);
    timer = setTimeout(() => (settled.value = next), PAUSE_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
  return readonly(settled) as Readonly<Ref<T>>;
}
