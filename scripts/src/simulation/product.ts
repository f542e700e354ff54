import { clientOf, refusalIn, type Api } from '../client/api.ts';

/** A person's session, as his client keeps it: the product gives out a new cookie now and then. */
export interface Session {
  cookie: string;
}

/** Thrown when no answer came; the request may or may not have arrived. */
export class Away extends Error {
  override name = 'Away';
}

/**
 * The product as one person's client sees it. Nothing is sent again: who got no answer looks how things stand.
 * @param onRequest told of every request before it goes out
 * @throws the product's Refusal, or Away, in every call
 */
export const playerApi = (address: string, session: Session, onRequest: () => void): Api =>
  clientOf(
    address,
    () => session.cookie,
    async (request, init) => {
      onRequest();
      const response = await fetch(request, init).catch((error: unknown) => {
        throw new Away('no answer from the product', { cause: error });
      });
      for (const cookie of response.headers.getSetCookie()) session.cookie = cookie.split(';', 1).join('');
      if (response.ok) return response;
      throw await refusalIn(response);
    },
  );
