import {
  FIELD_TEXTS,
  NOT_ELIGIBLE_TEXTS,
  Refusal,
  REFUSAL_TEXTS,
  fill,
  type Locale,
  type RefusalCode,
  type Text,
} from '@nuanlin/shared';
import { ORPCError, ValidationError } from '@orpc/server';
import { z } from 'zod';

/** RFC 9457. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: RefusalCode;
  instance: string;
  /** Facts beside the words, for a client that decides by them. */
  data: Readonly<Record<string, unknown>>;
  /** Every field that is not right. */
  fields: Field[];
}

interface Field {
  readonly path: string;
  readonly message: string;
}

/** The refusal that an error means; anything not foreseen is INTERNAL and tells nothing. */
export function refusalOf(error: unknown, locale: Locale): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const { issues, data } = error.cause;
    return new Refusal('INVALID_INPUT', { fields: issues.map((issue) => fieldOf(issue, data, locale)) });
  }
  return new Refusal(FOREIGN[statusOf(error)] ?? 'INTERNAL');
}

/** Errors of the HTTP layers below us (body parser, oRPC) carry a status; only these are passed on. */
const FOREIGN: Readonly<Record<number, RefusalCode>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

const statusOf = (error: unknown): number =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;

export function problemOf(refusal: Refusal, locale: Locale, requestId: string): Problem {
  const { fields, ...data } = refusal.data;
  return {
    type: 'about:blank',
    title: fill(REFUSAL_TEXTS[refusal.code], locale, inWords(refusal.code, data, locale)),
    status: refusal.status,
    code: refusal.code,
    instance: `urn:request:${requestId}`,
    data,
    fields: Array.isArray(fields) ? fields.map((field: Partial<Field>) => inLanguage(field, locale)) : [],
  };
}

/** What a use case says of a field, in the caller's language. */
const inLanguage = ({ path = '', message = FIELD_TEXTS.unfit.en }: Partial<Field>, locale: Locale): Field => ({
  path,
  message: FIELD_WORDS.get(message)?.[locale] ?? message,
});

/** A reason that is a code of its own is said in words too. */
function inWords(code: RefusalCode, data: Refusal['data'], locale: Locale): Refusal['data'] {
  const reason = data['reason'];
  if (code !== 'WORKER_NOT_ELIGIBLE' || typeof reason !== 'string') return data;
  return { ...data, reason: NOT_ELIGIBLE_TEXTS[reason]?.[locale] ?? reason };
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const FIELD_WORDS: ReadonlyMap<string, Text> = new Map(Object.values(FIELD_TEXTS).map((words) => [words.en, words]));

/** What Zod says of itself, in both languages. */
const ZOD_WORDS = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError };

function fieldOf(issue: Issue, input: unknown, locale: Locale): Field {
  const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  const raw = { ...issue, path, input: valueAt(input, path) } as z.core.$ZodRawIssue;
  const own = wordsOf(ZOD_WORDS.en(raw)) === issue.message ? wordsOf(ZOD_WORDS[locale](raw)) : undefined;
  return {
    path: path.map(String).join('.'),
    message: own ?? FIELD_WORDS.get(issue.message)?.[locale] ?? issue.message,
  };
}

const wordsOf = (said: ReturnType<z.core.$ZodErrorMap>): string | undefined =>
  typeof said === 'string' ? said : said?.message;

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), input);

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null;

/** The shape of every error, for OpenAPI. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'instance', 'data', 'fields'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'in the language of the caller' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(REFUSAL_TEXTS) },
    instance: { type: 'string' },
    data: { type: 'object' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;
