import type { Id } from '@nuanlin/shared';
import type { Actor } from './scope.ts';

export interface Session {
  readonly sessionId: Id<'session'>;
  readonly actor: Actor;
}

/** Who is behind a cookie; filled by the identity feature. */
export interface Sessions {
  /** Reads the session of a request; `token` differs from the one given when it was rotated and must go to the browser. */
  read(token: string): Promise<(Session & { readonly token: string }) | null>;
  /** The same for a socket, whose answer can carry no cookie: never rotates. */
  peek(token: string): Promise<Session | null>;
  /** The person of a known session with the grants of now; null when the session has ended. */
  current(sessionId: Id<'session'>): Promise<Actor | null>;
}
