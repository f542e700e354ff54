import { io, type Socket } from 'socket.io-client';
import type {
  DownwardEvents,
  FeedEntry,
  PositionReport,
  PresenceReport,
  StreamName,
  UpwardEvents,
} from '@nuanlin/shared';
import type { Player, Stage } from './stage.ts';

export interface Hearing {
  readonly streams: readonly StreamName[];
  /** The streams are heard from now on; what was before has to be read. */
  joined(): void;
  entry(entry: FeedEntry): void;
}

/** A player's socket: hears streams, tells positions; comes back by itself after the product was away. */
export class Ear {
  private readonly stage: Stage;
  private readonly me: Player;
  private readonly socket: Socket<DownwardEvents, UpwardEvents>;

  constructor(stage: Stage, me: Player, hearing: Hearing) {
    this.stage = stage;
    this.me = me;
    const { session } = me;
    const headers = { cookie: session.cookie };
    this.socket = io(stage.address, {
      transports: ['websocket'],
      extraHeaders: headers,
      reconnectionDelay: 1000,
      reconnectionDelayMax: 10_000,
      forceNew: true,
    });
    this.socket.io.on('reconnect_attempt', () => {
      headers.cookie = session.cookie;
    });
    this.socket.on('connect', () => void this.join(hearing));
    this.socket.on('connect_error', ({ message }) => {
      // A refusal ends the client's own attempts; a product that is away does not.
      if (!this.socket.active) this.refused(message);
    });
    this.socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') this.socket.connect();
    });
    this.socket.on('feed:entry', (entry) => hearing.entry(entry));
    this.socket.on('feed:closed', ({ code }) => this.refused(code));
    this.socket.on('clock', (state) => stage.hearClock(state));
  }

  /** Where he is on a run. What is not heard now is not said again: the next position is better. */
  position(report: PositionReport): void {
    if (this.socket.connected) this.socket.emit('position', report, heard);
  }

  /** Where he roughly is while free. */
  presence(report: PresenceReport): void {
    if (this.socket.connected) this.socket.emit('presence', report, heard);
  }

  close(): void {
    this.socket.disconnect();
  }

  private async join({ streams, joined }: Hearing): Promise<void> {
    for (const stream of streams) {
      const answer = await this.socket
        .timeout(10_000)
        .emitWithAck('feed:join', { stream })
        .catch(() => null);
      if (answer === null) return; // The connection went; `connect` comes again.
      if (!answer.ok) return this.refused(answer.code);
    }
    joined();
  }

  private refused(code: string): void {
    this.stage.trouble(this.me.name, new Error(`the socket was refused: ${code}`));
  }
}

const heard = (): void => undefined;
