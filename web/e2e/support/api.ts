import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract, type Me, type PersonId } from '@nuanlin/shared';

/** The product by its contract, as one person: what a test needs to have happened before the browser looks. */
export type Api = ContractRouterClient<typeof contract>;

/** Somebody of the demo, signed in outside of any browser. */
export interface SignedIn {
  readonly me: Me;
  readonly api: Api;
  /** `name=value`, for a browser to take over. */
  readonly cookie: string;
}

const clientOf = (url: string, headers: Record<string, string>, seen: (response: Response) => void): Api =>
  createORPCClient(
    new OpenAPILink(contract, {
      url: `${url}/api/v1`,
      headers: () => ({ 'accept-language': 'zh-CN', ...headers }),
      fetch: async (request, init) => {
        if (request.method === 'POST') request.headers.set('idempotency-key', crypto.randomUUID());
        const response = await answered(request, init);
        seen(response);
        return response;
      },
    }),
  );

/** A busy machine's door sends people away for a moment; a test comes back. */
const MOST_TRIES = 20;
async function answered(request: Request, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(request.clone(), init);
    if ((response.status !== 503 && response.status !== 429) || tries === MOST_TRIES) return response;
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)));
  }
}

/** Signs in as somebody of the demo's cast by name. @throws Error for a name that the sign-in page does not offer */
export async function signInAs(url: string, name: string): Promise<SignedIn> {
  let cookie = '';
  const stranger = clientOf(url, {}, (response) => {
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  });
  const me = await stranger.identity.demoSignIn({ personId: await idOf(stranger, name) });
  return { me, cookie, api: clientOf(url, { cookie }, () => undefined) };
}

async function idOf(api: Api, name: string): Promise<PersonId> {
  const accounts = await api.identity.demoAccounts();
  const account = accounts.find((one) => one.name === name);
  if (!account)
    throw new Error(`the demo has no account of ${name}, only ${accounts.map((one) => one.name).join(' ')}`);
  return account.id;
}
