import { z } from 'zod';
import { NOTICE_CHANNELS } from '../catalog/channels.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { signedIn } from './access.ts';
import { codeOf } from './codes.ts';
import { get, post } from './endpoint.ts';
import { page, pageRequest } from './lists.ts';

/** A notice as it reached its person. */
export const notice = z.object({
  id: id('notice'),
  channel: codeOf(NOTICE_CHANNELS),
  words: z.string(),
  sentAt: instant,
  readAt: instant.nullable(),
});
export type Notice = z.infer<typeof notice>;

export const noticesContract = {
  mine: get('/notices', signedIn, 'My notices, newest first').input(z.strictObject(pageRequest)).output(page(notice)),

  markRead: post('/notices/{noticeId}/reading', signedIn, 'I have read it')
    .input(z.strictObject({ noticeId: id('notice') }))
    .output(notice),
};
