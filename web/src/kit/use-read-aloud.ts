import { onScopeDispose, readonly, ref } from 'vue';
import { useI18n } from 'vue-i18n';

/** A little slower than people speak, for old ears. */
const RATE = 0.85;

/**
 * Reads words aloud (读给我听) in the page's language; another call, or leaving the page, stops the former.
 * @example const { speak, speaking, canSpeak } = useReadAloud(); <BigButton v-if="canSpeak" @click="speak(question)">
 */
export function useReadAloud() {
  const { locale } = useI18n();
  const speaking = ref(false);
  const canSpeak = 'speechSynthesis' in window;

  function hush(): void {
    if (canSpeak) speechSynthesis.cancel();
    speaking.value = false;
  }

  function speak(words: string): void {
    hush();
    if (!canSpeak) return;
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = locale.value;
    utterance.rate = RATE;
    utterance.onend = utterance.onerror = () => (speaking.value = false);
    speaking.value = true;
    speechSynthesis.speak(utterance);
  }

  onScopeDispose(hush);
  return { speak, hush, speaking: readonly(speaking), canSpeak };
}
