import { REFUSALS, Refusal, type RefusalCode, type RefusalData } from '@nuanlin/shared';

/** The server's no: a refusal with the server's words in the caller's language as its message. */
export class Refused extends Refusal {
  /** Words by field, of every field that was not right; the keys are paths such as `lines.0.window`. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, data: RefusalData, words: string, fields: Readonly<Record<string, string>>) {
    super(code, data);
    this.name = 'Refused';
    this.message = words;
    this.fields = fields;
  }
}

/** No answer came: the request may or may not have arrived. */
export class NetworkLost extends Error {
  constructor(cause: unknown) {
    super('no answer from the server', { cause });
    this.name = 'NetworkLost';
  }
}

/**
 * Reads a problem document (RFC 9457). What is not one, such as a proxy's page, becomes the refusal of its status.
 * @param status the HTTP status of the answer
 * @param body the parsed body, whatever it is
 */
export function refusedFrom(status: number, body: unknown): Refused {
  const problem = record(body);
  const code = codeOf(problem['code'], status);
  const words = typeof problem['title'] === 'string' ? problem['title'] : code;
  return new Refused(code, record(problem['data']), words, fieldsOf(problem['fields']));
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

function codeOf(code: unknown, status: number): RefusalCode {
  if (typeof code === 'string' && Object.hasOwn(REFUSALS, code)) return code as RefusalCode;
  if (status === 502 || status === 503 || status === 504) return 'UNAVAILABLE';
  return BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL' : 'BAD_REQUEST');
}

const BY_STATUS: Readonly<Record<number, RefusalCode>> = {
  401: 'NOT_SIGNED_IN',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  412: 'VERSION_STALE',
  413: 'BODY_TOO_LARGE',
  422: 'INVALID_INPUT',
  429: 'TOO_MANY_REQUESTS',
};

function fieldsOf(wrong: unknown): Record<string, string> {
  if (!Array.isArray(wrong)) return {};
  const fields: Record<string, string> = {};
  for (const { path, message } of wrong.map(record)) {
    if (typeof path === 'string' && typeof message === 'string') fields[path] ??= message;
  }
  return fields;
}
