import { reactive } from 'vue';
import type { Tone } from './tone.ts';

export interface Toast {
  id: number;
  words: string;
  tone: Tone;
}

/** The messages on screen, oldest first. */
export const toasts = reactive<Toast[]>([]);

let made = 0;

/** Says something in passing that needs no answer; nothing that matters is said only here. */
export function say(words: string, tone: Tone = 'plain'): void {
  toasts.push({ id: ++made, words, tone });
}

export function dismiss(id: number): void {
  const place = toasts.findIndex((toast) => toast.id === id);
  if (place >= 0) toasts.splice(place, 1);
}
