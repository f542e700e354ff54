import { randomBytes } from 'node:crypto';
import { Refusal, type ElderId, type Instant, type PaperCard } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import { keep, type ChangePorts } from './change-elder.ts';
import type { Elder } from './elder.ts';

const CARD_BYTES = 10;

const block = (cards: readonly PaperCard[], now: Instant): PaperCard[] =>
  cards.map((card) => (card.blockedAt === null ? { ...card, blockedAt: now } : card));

/** Issues a paper card with a QR; the one before is blocked. @throws NOT_FOUND */
export async function issueCard(
  { elderId, scope, now }: { elderId: ElderId } & SignedIn,
  { elders, events, tx }: ChangePorts,
): Promise<PaperCard> {
  const elder = await elders.get(scope, elderId);
  const card = { cardNumber: randomBytes(CARD_BYTES).toString('base64url'), issuedAt: now, blockedAt: null };
  return tx(async (session) => {
    await keep({ ...elder, cards: [...block(elder.cards, now), card] }, { elders, events }, session);
    return card;
  });
}

/** Blocks a lost card. @throws NOT_FOUND, CARD_BLOCKED */
export async function blockCard(
  { elderId, cardNumber, scope, now }: { elderId: ElderId; cardNumber: string } & SignedIn,
  { elders, events, tx }: ChangePorts,
): Promise<PaperCard> {
  const elder = await elders.get(scope, elderId);
  const card = elder.cards.find((one) => one.cardNumber === cardNumber);
  if (!card) throw new Refusal('NOT_FOUND');
  if (card.blockedAt !== null) throw new Refusal('CARD_BLOCKED');
  const blocked = { ...card, blockedAt: now };
  return tx(async (session) => {
    const cards = elder.cards.map((one) => (one === card ? blocked : one));
    await keep({ ...elder, cards }, { elders, events }, session);
    return blocked;
  });
}

/** True for a card of this elder that is not blocked. */
export const isGoodCard = ({ cards }: Elder, cardNumber: string): boolean =>
  cards.some((card) => card.cardNumber === cardNumber && card.blockedAt === null);
