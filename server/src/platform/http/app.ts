import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { LOCALES, Refusal, type Instant, type Locale } from '@nuanlin/shared';
import type { Actor } from '../access/scope.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Idempotency } from '../idempotency.ts';
import { underRequest, type Log } from '../log.ts';
import { sessionCookie } from './cookies.ts';
import type { Door } from './door.ts';
import { healthPages } from './health.ts';
import type { Limits } from './limits.ts';
import { methodsOf } from './methods.ts';
import { problemOf, refusalOf } from './problem.ts';
import { referencePages } from './reference.ts';
import type { HttpContext, Routes, SessionCookie } from './route.ts';

/** What a provider calls; it gets the raw body, because signatures are over bytes. */
export type Webhook = (body: Buffer, headers: Readonly<Record<string, unknown>>) => Promise<void>;

export interface AppParts {
  readonly routes: Routes;
  /** Path below /api/webhooks ▶ what to do. */
  readonly webhooks: Readonly<Record<string, Webhook>>;
  readonly sessions: Sessions;
  readonly idempotency: Idempotency;
  readonly limits: Limits;
  readonly door: Door;
  readonly now: () => Instant;
  readonly ready: () => Promise<boolean>;
  readonly log: Log;
  readonly origins: readonly string[];
  readonly trustedProxies: number;
  readonly secureCookies: boolean;
  /** The built web; null when another server gives it out. */
  readonly webDir: string | null;
}

export const API = '/api/v1';
const BODY_LIMIT = '256kb';
const PER_PERSON_A_MINUTE = 600;
const PER_ADDRESS_A_MINUTE = 1200;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const REQUEST_ID = /^[\w-]{1,64}$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; worker-src 'self' blob:; " +
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(self)',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** What the middlewares on the way found out about a request. */
interface Found {
  requestId: string;
  locale: Locale;
  actor: Actor | null;
  cookie: SessionCookie;
}

/** The HTTP edge: everything that a request passes before and after its route. */
export function createApp(parts: AppParts): Express {
  const { log, limits, door } = parts;
  const found = new WeakMap<Request, Found>();
  const foundOf = (request: Request): Found => {
    const known = found.get(request);
    if (!known) throw new Error('the request was not met at the entrance');
    return known;
  };

  const entrance: RequestHandler = (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : randomBytes(12).toString('base64url');
    found.set(request, {
      requestId,
      locale: localeOf(request),
      actor: null,
      cookie: sessionCookie(request, response, parts.secureCookies),
    });
    response.set({ ...HEADERS, 'x-request-id': requestId });
    const began = performance.now();
    response.once('close', () => {
      const { actor } = foundOf(request);
      const ms = Math.round(performance.now() - began);
      const line = { requestId, method: request.method, path: pathOf(request), status: response.statusCode, ms };
      log.info(actor ? { ...line, personId: actor.personId } : line, 'request');
    });
    underRequest(requestId, next);
  };

  const session: RequestHandler = async (request, _response, next) => {
    const known = foundOf(request);
    const { token } = known.cookie;
    const session = token ? await parts.sessions.read(token) : null;
    if (session) {
      known.actor = session.actor;
      known.locale = session.actor.locale;
      if (session.token !== token) known.cookie.give(session.token);
      await limits.take(`person.${session.actor.personId}`, PER_PERSON_A_MINUTE, 60);
    } else {
      await limits.take(`address.${request.ip}`, PER_ADDRESS_A_MINUTE, 60);
    }
    next();
  };

  const ownOrigin: RequestHandler = (request, _response, next) => {
    const origin = request.get('origin');
    if (!READS.has(request.method) && origin !== undefined && !parts.origins.includes(origin)) {
      throw new Refusal('ORIGIN_REFUSED');
    }
    next();
  };

  const onlyJson: RequestHandler = (request, _response, next) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0;
    if (hasBody && !request.is('application/json')) throw new Refusal('UNSUPPORTED_MEDIA_TYPE');
    next();
  };

  const handler = new OpenAPIHandler<Handed>(parts.routes, {
    interceptors: [
      // Errors leave the handler here and are rendered once, at the end of the road.
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          context.refused = error;
          return { matched: false, response: undefined };
        }
      },
    ],
  });
  const methods = methodsOf(parts.routes);

  const api: RequestHandler = async (request, response) => {
    const { actor, locale, requestId, cookie } = foundOf(request);
    const context: Handed = {
      actor,
      now: parts.now(),
      call: { requestId, address: request.ip ?? 'unknown', locale, ifMatch: ifMatchOf(request), sessionCookie: cookie },
      idempotency: parts.idempotency,
      idempotencyKey: idempotencyKeyOf(request),
      setHeader: (name, value) => void response.setHeader(name, value),
      refused: null,
    };
    const { matched } = await handler.handle(request, response, { prefix: API, context });
    if (matched) return;
    if (context.refused) throw context.refused;
    const allowed = methods(request.originalUrl.slice(API.length));
    if (allowed.length === 0) throw new Refusal('NOT_FOUND');
    response.set('allow', allowed.join(', '));
    throw new Refusal('METHOD_NOT_ALLOWED');
  };

  const problems: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const { requestId, locale } = foundOf(request);
    const refusal = refusalOf(error, locale);
    if (refusal.code === 'INTERNAL') log.error({ err: error }, 'request failed');
    if (typeof refusal.data['seconds'] === 'number') response.set('retry-after', String(refusal.data['seconds']));
    const problem = problemOf(refusal, locale, requestId);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustedProxies);
  app.use(entrance);
  app.use(healthPages(parts.ready));
  app.use('/api', (_request, _response, next) => {
    door.enter();
    next();
  });
  for (const [path, webhook] of Object.entries(parts.webhooks)) {
    app.post(
      `/api/webhooks/${path}`,
      express.raw({ type: () => true, limit: BODY_LIMIT }),
      async (request, response) => {
        await limits.take(`address.${request.ip}`, PER_ADDRESS_A_MINUTE, 60);
        await webhook(request.body as Buffer, request.headers);
        response.json({ ok: true });
      },
    );
  }
  app.use(API, session, ownOrigin, onlyJson, express.json({ limit: BODY_LIMIT }), api);
  app.use('/api', referencePages(parts.routes));
  if (parts.webDir) serveWeb(app, parts.webDir);
  app.use(() => {
    throw new Refusal('NOT_FOUND');
  });
  app.use(problems);
  return app;
}

type Handed = HttpContext & { refused: unknown };

/** The whole path, also from within a mount; without the query, which may hold what was searched for. */
const pathOf = ({ originalUrl }: Request): string => originalUrl.split('?', 1)[0] ?? '';

const localeOf = (request: Request): Locale => {
  const accepted = request.acceptsLanguages([...LOCALES, 'zh', 'en-GB', 'en-US']);
  return accepted && accepted.startsWith('en') ? 'en' : 'zh-CN';
};

function idempotencyKeyOf(request: Request): string | null {
  const key = request.get('idempotency-key');
  if (key === undefined) return null;
  if (!IDEMPOTENCY_KEY.test(key)) throw new Refusal('BAD_REQUEST', { header: 'Idempotency-Key' });
  return key;
}

function ifMatchOf(request: Request): number | null {
  const given = request.get('if-match');
  if (given === undefined || given === '*') return null;
  const version = /^"?(\d{1,15})"?$/.exec(given)?.[1];
  if (version === undefined) throw new Refusal('BAD_REQUEST', { header: 'If-Match' });
  return Number(version);
}

/** The built web: hashed files for ever, the page itself never; any address that is no file is the app's to show. */
function serveWeb(app: Express, webDir: string): void {
  app.use('/assets', express.static(join(webDir, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(webDir, { cacheControl: false, setHeaders: revalidate, index: false }));
  app.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/api/') || !request.accepts('html')) return next();
    revalidate(response);
    response.sendFile(join(webDir, 'index.html'));
  });
}

const revalidate = (response: Response): void => void response.set('cache-control', 'no-cache');
