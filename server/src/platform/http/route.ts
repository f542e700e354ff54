import { ORPCError, Procedure, ValidationError, type AnyProcedure } from '@orpc/server';
import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import { Refusal, type Access, type EndpointMeta, type Instant, type Locale } from '@nuanlin/shared';
import { z } from 'zod';
import { scopeOf, type Actor, type Scope } from '../access/scope.ts';
import { contentHash, type Idempotency, type RequestKey } from '../idempotency.ts';
import type { Tx } from '../tx.ts';

/** What belongs to the request rather than to the matter. */
export interface Call {
  readonly requestId: string;
  /** Where it came from, behind the trusted proxies. */
  readonly address: string;
  readonly locale: Locale;
  /** The version that an edit was made on (If-Match); null when the client sent none. */
  readonly ifMatch: number | null;
  readonly sessionCookie: SessionCookie;
}

export interface SessionCookie {
  /** The token that the browser sent. */
  readonly token: string | null;
  give(token: string): void;
  drop(): void;
}

/** What a use case is handed beside its input. */
export interface SignedIn {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly now: Instant;
  readonly call: Call;
}

/** The same for an endpoint that is open to signed-out callers. */
export interface MaybeSignedIn {
  readonly actor: Actor | null;
  readonly now: Instant;
  readonly call: Call;
}

/** What the HTTP edge hands to a route. */
export type HttpContext = {
  readonly actor: Actor | null;
  readonly now: Instant;
  readonly call: Call;
  readonly idempotency: Idempotency;
  readonly idempotencyKey: string | null;
  readonly setHeader: (name: string, value: string) => void;
};

type Endpoint<I extends AnySchema, O extends AnySchema, E extends ErrorMap> = ContractProcedure<I, O, E, EndpointMeta>;

type Present<R, Viewer, O extends AnySchema> = (
  answer: R,
  viewer: Viewer,
) => InferSchemaInput<O> | Promise<InferSchemaInput<O>>;

type Route<I extends AnySchema, O extends AnySchema, E extends ErrorMap, Viewer> = Procedure<
  HttpContext,
  HttpContext & { viewer: Viewer },
  I,
  O,
  E,
  EndpointMeta
>;

/** Routes by feature and name, as the contract has them. */
export type Routes = { readonly [name: string]: AnyProcedure | Routes };

/**
 * Makes a feature's routes, one line each: contract ▶ access ▶ use case ▶ presenter. The use case gets the validated
 * input with `actor`, `scope`, `now` and `call`, and the feature's ports with the request's `tx`; what it returns is
 * recorded under the Idempotency-Key and presented anew for each answer.
 *
 *     const { route } = routesWith(ports);
 *     return { accept: route(contract.dispatch.accept, acceptOffer, presentRun) };
 */
export const routesWith = <P extends object>(ports: P) => ({
  /** For endpoints that need a session; the access in the contract decides, before the input is looked at. */
  route<I extends AnySchema, O extends AnySchema, E extends ErrorMap, R>(
    endpoint: Endpoint<I, O, E>,
    useCase: (request: InferSchemaOutput<I> & SignedIn, ports: P & { tx: Tx }) => Promise<R>,
    present: Present<R, SignedIn, O>,
  ): Route<I, O, E, SignedIn> {
    const { access } = endpoint['~orpc'].meta;
    return procedure(
      endpoint,
      ({ actor, now, call }) => {
        if (!actor) throw new Refusal('NOT_SIGNED_IN');
        return { actor, now, call, scope: scopeOf(actor, access) };
      },
      (request: InferSchemaOutput<I> & SignedIn, tx) => useCase(request, { ...ports, tx }),
      present,
    );
  },

  /** For the few endpoints that the contract opens to anyone. */
  openRoute<I extends AnySchema, O extends AnySchema, E extends ErrorMap, R>(
    endpoint: Endpoint<I, O, E>,
    useCase: (request: InferSchemaOutput<I> & MaybeSignedIn, ports: P & { tx: Tx }) => Promise<R>,
    present: Present<R, MaybeSignedIn, O>,
  ): Route<I, O, E, MaybeSignedIn> {
    refuseClosed(endpoint['~orpc'].meta.access);
    return procedure(
      endpoint,
      ({ actor, now, call }) => ({ actor, now, call }),
      (request: InferSchemaOutput<I> & MaybeSignedIn, tx) => useCase(request, { ...ports, tx }),
      present,
    );
  },
});

/** For an answer that needs no presenting. */
export const asIs = <T>(answer: T): T => answer;

function refuseClosed(access: Access): void {
  if (access.who !== 'anyone') throw new Error('the contract does not open this endpoint to anyone');
}

function procedure<I extends AnySchema, O extends AnySchema, E extends ErrorMap, Viewer extends object, R>(
  endpoint: Endpoint<I, O, E>,
  admit: (context: HttpContext) => Viewer,
  useCase: (request: InferSchemaOutput<I> & Viewer, tx: Tx) => Promise<R>,
  present: Present<R, Viewer, O>,
): Route<I, O, E, Viewer> {
  const { route } = endpoint['~orpc'];
  const operation = `${route.method} ${route.path}`;
  const takesInput = endpoint['~orpc'].inputSchema !== undefined;
  return new Procedure({
    ...endpoint['~orpc'],
    middlewares: [
      ({ context, next }, given: unknown) => {
        const viewer = admit(context);
        if (!takesInput) refuseInput(given);
        return next({ context: { viewer } });
      },
    ],
    inputValidationIndex: 1, // after the middleware: who may not call learns nothing about the input
    outputValidationIndex: 0,
    async handler({ context, input }: { context: HttpContext & { viewer: Viewer }; input: InferSchemaOutput<I> }) {
      const { viewer, idempotency } = context;
      const key = route.method === 'GET' ? null : requestKey(context, operation, input);
      const answer = await idempotency.once(key, (tx) => useCase({ ...input, ...viewer }, tx));
      const presented = await present(answer, viewer);
      if (hasVersion(presented)) context.setHeader('etag', `"${presented.version}"`);
      return presented;
    },
  });
}

const NOTHING = z.strictObject({}).optional();

/** An endpoint without input takes nothing, rather than anything. @throws what an input of the wrong shape throws */
function refuseInput(given: unknown): void {
  const { error } = NOTHING.safeParse(given);
  if (!error) return;
  const { issues } = error;
  throw new ORPCError('BAD_REQUEST', { cause: new ValidationError({ message: 'no input', issues, data: given }) });
}

function requestKey({ actor, idempotencyKey }: HttpContext, operation: string, input: unknown): RequestKey | null {
  if (!actor || !idempotencyKey) return null;
  return { person: actor.personId, key: idempotencyKey, hash: contentHash(operation, input) };
}

const hasVersion = (presented: unknown): presented is { version: number } =>
  typeof presented === 'object' &&
  presented !== null &&
  'version' in presented &&
  typeof presented.version === 'number';

/**
 * Holds an edit to the version it was made on.
 * @throws Refusal VERSION_STALE with the current version; an edit without If-Match is let through
 */
export function requireVersion(call: Call, current: number): void {
  if (call.ifMatch !== null && call.ifMatch !== current) throw new Refusal('VERSION_STALE', { version: current });
}
