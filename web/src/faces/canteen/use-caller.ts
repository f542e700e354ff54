import { COUNTERS, guestNumber, type TicketView } from '@nuanlin/shared';
import { onScopeDispose, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useReadAloud } from '../../kit/use-read-aloud.ts';

/** Two notes before a number, in hertz and seconds: falling, as a doorbell does. */
const NOTES = [659, 523] as const;
const NOTE_S = 0.28;
const LOUDNESS = 0.2;

/**
 * Calls numbers aloud: a chime, then the words where the device can speak. Browsers allow sound only after a press, so it is
 * off until somebody turns it on.
 * @example const { isOn, toggle } = useCaller(() => calls.value.now);
 */
export function useCaller(called: () => TicketView | null) {
  const { t } = useI18n();
  const { speak, hush } = useReadAloud();
  const isOn = ref(false);
  let sound: AudioContext | null = null;

  function toggle(): void {
    isOn.value = !isOn.value;
    if (isOn.value) {
      sound ??= new AudioContext();
      chime(sound);
    } else hush();
  }

  watch(
    () => {
      const ticket = called();
      return ticket && `${ticket.id} ${ticket.calledAt}`;
    },
    (call) => {
      const ticket = called();
      if (!call || !isOn.value || !ticket || ticket.number === null) return;
      if (sound) chime(sound);
      // Digit by digit, so that it is heard right over the noise of a dining room.
      const number = guestNumber(ticket.way, ticket.number).split('').join(' ');
      speak(t('canteen.screen.spoken', { number, counter: COUNTERS[ticket.way].number }));
    },
  );
  onScopeDispose(() => void sound?.close());
  return { isOn, toggle };
}

function chime(sound: AudioContext): void {
  NOTES.forEach((hertz, n) => {
    const note = sound.createOscillator();
    const volume = sound.createGain();
    const from = sound.currentTime + n * NOTE_S;
    note.frequency.value = hertz;
    volume.gain.setValueAtTime(LOUDNESS, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + NOTE_S * 2);
    note.connect(volume).connect(sound.destination);
    note.start(from);
    note.stop(from + NOTE_S * 2);
  });
}
