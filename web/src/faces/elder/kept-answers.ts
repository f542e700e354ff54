import type { AgendaView, LineId } from '@nuanlin/shared';
import type { KeptAction } from '../../api/offline-queue.ts';

type Kept = Pick<KeptAction, 'name' | 'input' | 'refused'>;

const field = ({ input }: Kept, name: 'lineId' | 'yes'): unknown =>
  typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;

const waiting = (kept: readonly Kept[], name: string): Kept[] =>
  kept.filter((action) => action.name === name && action.refused === null);

/** The elder's answer to a line that waits on this device to be told; the last one counts. */
export function answerHere(kept: readonly Kept[], lineId: LineId): boolean | null {
  const last = waiting(kept, 'answerLine').findLast((action) => field(action, 'lineId') === lineId);
  return last ? field(last, 'yes') === true : null;
}

/** Whether 没收到饭 about a line waits on this device to be told. */
export const isMissingHere = (kept: readonly Kept[], lineId: LineId): boolean =>
  waiting(kept, 'reportMissing').some((action) => field(action, 'lineId') === lineId);

/** The agenda as the elder left it: what he has answered is not asked again while there is no network. */
export function agendaWith(agenda: AgendaView, kept: readonly Kept[]): AgendaView {
  if (waiting(kept, 'answerLine').length === 0) return agenda;
  const entries = agenda.entries.flatMap((entry) => {
    const answer = answerHere(kept, entry.line.id);
    if (answer === null || entry.line.yes !== 'waiting') return [entry];
    return answer ? [{ ...entry, line: { ...entry.line, yes: 'given' as const } }] : [];
  });
  return { ...agenda, entries };
}
