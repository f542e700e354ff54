import { z } from 'zod';
import { EVIDENCE_KINDS, PLACES, SERVICE_ITEMS, SERVICE_KINDS } from '../catalog/service-items.ts';
import { creditMinutes, fen } from '../kernel/amounts.ts';
import { id } from '../kernel/ids.ts';
import { forElder } from './access.ts';
import { codeOf } from './codes.ts';
import { get } from './endpoint.ts';
import { words } from './words.ts';

export const itemCode = codeOf(SERVICE_ITEMS);

/** A service item 服务项目 as an operator offers it where the elder lives. */
export const itemView = z.object({
  id: id('item'),
  code: itemCode,
  name: words,
  kind: codeOf(SERVICE_KINDS),
  place: codeOf(PLACES),
  variants: z.array(z.object({ code: z.string(), name: words })),
  operatorId: id('operator'),
  /** Who comes: the name of the operator that has the agreement. */
  provider: z.string(),
  minutes: z.int().positive(),
  priceFen: fen,
  extraHourFen: fen,
  atCost: z.enum(['nothing', 'goods', 'parts']),
  /** What it costs when paid in time-bank credit; 0: credit is not taken. */
  creditMinutes,
  needsYes: z.boolean(),
  seats: z.int().positive(),
  evidence: z.array(codeOf(EVIDENCE_KINDS)),
});
export type ItemView = z.infer<typeof itemView>;

export const catalogContract = {
  items: get('/items', forElder('order', 'dispatcher', 'care_advisor'), 'What can be ordered where an elder lives')
    .input(z.strictObject({ elderId: id('elder') }))
    .output(z.object({ items: z.array(itemView) })),
};
