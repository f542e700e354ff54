import { z } from 'zod';

export const PROCESS_ROLES = ['api', 'background', 'relay'] as const;
/** What a process does. `all` in the environment stands for the three of them. */
export type ProcessRole = (typeof PROCESS_ROLES)[number];

const roles = z
  .string()
  .default('all')
  .transform((text) => (text === 'all' ? [...PROCESS_ROLES] : text.split(',').map((role) => role.trim())))
  .pipe(z.array(z.enum(PROCESS_ROLES)).min(1));

/** `name:base64` pairs, the first in use, the others kept to read what they sealed: `2026b:…,2026a:…`. */
const keyRing = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.split(':')))
  .pipe(z.array(z.tuple([z.string().regex(/^[\w-]{1,16}$/), z.string()])).min(1))
  .transform((pairs, context) =>
    pairs.map(([id, encoded]) => {
      const key = Buffer.from(encoded, 'base64');
      if (key.length !== 32) context.addIssue(`key ${id} is not 32 bytes in base64`);
      return { id, key };
    }),
  );

const secret = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length >= 32, { message: 'not 32 bytes in base64' });

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    ROLES: roles,
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default('0.0.0.0'),
    /** The addresses a browser may come from; state-changing requests with another Origin are refused. */
    PUBLIC_ORIGINS: z
      .string()
      .default('http://localhost:3000')
      .transform((text) => text.split(',').map((origin) => origin.trim()))
      .pipe(z.array(z.url())),
    /** How many proxies stand in front, for the address that limits are counted by. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
    /** Codes asked for and tried from one address an hour: high, because a whole street may share an address. */
    SIGN_INS_PER_ADDRESS: z.coerce.number().int().min(1).default(600),
    MONGODB_URI: z.url({ protocol: /^mongodb(\+srv)?$/ }),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }),
    QUEUE_PREFIX: z.string().default('nuanlin'),
    /** Keys of the encrypted fields. */
    FIELD_KEYS: keyRing,
    /** Key of the blind indexes and of one-time codes at rest. */
    INDEX_KEY: secret,
    DEMO: z.stringbool().default(false),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    WEB_DIR: z.string().optional(),
    /** OSRM on the streets of bicycles, and on those of people on foot; without one, travel times are estimates. */
    OSRM_URL: z.url().optional(),
    OSRM_FOOT_URL: z.url().optional(),
    /** The payment server; the demo brings its own, the product needs one. */
    PAYMENTS_URL: z.url().optional(),
  })
  // Also when other variables are wrong: every mistake is listed at once.
  .refine(({ DEMO, NODE_ENV }) => !(DEMO && NODE_ENV === 'production'), {
    path: ['DEMO'],
    message: 'demo mode does not start with NODE_ENV=production',
    when: () => true,
  })
  .refine(({ DEMO, PAYMENTS_URL }) => DEMO || PAYMENTS_URL, {
    path: ['PAYMENTS_URL'],
    message: 'is missing, and only the demo brings its own payment server',
    when: () => true,
  });

export type Config = z.output<typeof environment>;

/** Thrown at boot; lists every mistake at once. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the environment.
 * @throws ConfigError that names every variable that is missing or wrong
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The configuration is not usable:\n${lines.join('\n')}`);
}
