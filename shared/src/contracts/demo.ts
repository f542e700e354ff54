import { z } from 'zod';
import { NOTICE_CHANNELS } from '../catalog/channels.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { anyone, granted } from './access.ts';
import { codeOf } from './codes.ts';
import { get, post, put } from './endpoint.ts';
import { page, pageRequest } from './lists.ts';

/** A person's phone, landline or printer, or that of a number which is nobody's account. */
export const demoHandset = z.object({
  id: z.string(),
  /** Empty for a number that is nobody's account. */
  name: z.string(),
  /** Who that is, in the caller's language. */
  about: z.string(),
  /** The number, with the middle hidden; empty where only messages to the account came. */
  to: z.string(),
  lastAt: instant,
  /** Calls that wait for a key. */
  ringing: z.int().nonnegative(),
});
export type DemoHandset = z.infer<typeof demoHandset>;

/** One thing that arrived on somebody's phone, landline or printer in the demo 演示手机. */
export const demoMessage = z.object({
  id: id('notice'),
  handset: z.string(),
  channel: codeOf(NOTICE_CHANNELS),
  toName: z.string(),
  /** The number it went to, with the middle hidden. */
  to: z.string(),
  words: z.string(),
  sentAt: instant,
  /** Keys that an automated call asks for, with what each means; empty for the rest. */
  keys: z.array(z.object({ key: z.string(), means: z.string() })),
  pressed: z.string().nullable(),
});
export type DemoMessage = z.infer<typeof demoMessage>;

/** The one clock of every process, timer and browser. */
export const demoClock = z.object({ now: instant, rate: z.number(), running: z.boolean() });
export type DemoClock = z.infer<typeof demoClock>;

/** Absent in production. */
export const demoContract = {
  handsets: get('/demo/handsets', anyone, 'Whose phones something arrived on, the last used first').output(
    z.array(demoHandset),
  ),

  phones: get('/demo/phones', anyone, 'Everything that was sent in the demo, newest first')
    .input(
      z.strictObject({
        channel: codeOf(NOTICE_CHANNELS).optional(),
        handset: z.string().max(64).optional(),
        ...pageRequest,
      }),
    )
    .output(page(demoMessage)),

  pressKey: post('/demo/phones/{noticeId}/keys', anyone, 'Press a key in an automated call')
    .input(z.strictObject({ noticeId: id('notice'), key: z.string().regex(/^[0-9*#]$/) }))
    .output(demoMessage),

  clock: get('/demo/clock', anyone, 'The product’s clock').output(demoClock),

  setClock: put('/demo/clock', granted('dispatcher', 'supervisor'), 'Stop, set and speed the product’s clock')
    .input(
      z.strictObject({
        to: instant.optional(),
        rate: z.number().min(0.1).max(600).optional(),
        running: z.boolean().optional(),
      }),
    )
    .output(demoClock),
};
