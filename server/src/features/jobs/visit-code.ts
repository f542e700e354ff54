import { createHmac } from 'node:crypto';
import type { JobId } from '@nuanlin/shared';

/** Words that are easy to say and to hear; the visitor says the day's one first (暗号). */
const PASSPHRASES = [
  '桂花',
  '月季',
  '石榴',
  '杏花',
  '银杏',
  '海棠',
  '玉兰',
  '腊梅',
  '荷花',
  '山楂',
  '柿子',
  '枇杷',
] as const;

export interface VisitCode {
  /** 服务码: four digits that the elder shows or says. */
  readonly code: string;
  /** 暗号: what the visitor says first. */
  readonly passphrase: string;
}

/** The code of one visit. Made from the job and a secret, so that it is new each visit and stands in no database. */
export function visitCode(jobId: JobId, secret: Buffer): VisitCode {
  const digest = createHmac('sha256', secret).update(`visit ${jobId}`).digest();
  return {
    code: String(digest.readUInt32BE(0) % 10_000).padStart(4, '0'),
    passphrase: PASSPHRASES[digest.readUInt32BE(4) % PASSPHRASES.length] ?? PASSPHRASES[0],
  };
}
