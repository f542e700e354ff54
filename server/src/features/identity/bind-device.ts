import { randomBytes } from 'node:crypto';
import { fromMs, Refusal, type ElderId, type Id, type Instant, type PersonId } from '@nuanlin/shared';
import type { MaybeSignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Devices } from './devices.store.ts';
import { endSessions, type EndPorts } from './end-sessions.ts';
import { hashOf, openSession } from './open-session.ts';
import type { Entered } from './sign-in.ts';

const CODE_BYTES = 24;
const CODE_LASTS_MS = 10 * 60_000;

interface Ports extends EndPorts {
  devices: Devices;
  newId: NewId;
  realMs: () => number;
  tx: Tx;
}

/**
 * Makes the code that a family member or staff show as a QR to the elder's device; good once, for ten minutes. An elder
 * never types one.
 */
export async function makeBindCode(
  elder: { elderId: ElderId; personId: PersonId },
  { devices, realMs, tx }: Pick<Ports, 'devices' | 'realMs' | 'tx'>,
): Promise<{ code: string; expiresAt: Instant }> {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const expiresMs = realMs() + CODE_LASTS_MS;
  return tx(async (session) => {
    await devices.addCode({ _id: hashOf(code), ...elder, expiresAt: new Date(expiresMs) }, session);
    return { code, expiresAt: fromMs(expiresMs) };
  });
}

/** Binds this browser as the elder's device. @throws CODE_EXPIRED for a code that is unknown, used or old */
export async function bindDevice(
  { code, name, now, call }: { code: string; name: string } & MaybeSignedIn,
  { people, devices, sessions, newId, realMs, tx }: Ports,
): Promise<Entered> {
  const bound = await tx(async (session) => {
    const taken = await devices.takeCode(hashOf(code), session);
    if (!taken || taken.expiresAt.getTime() < realMs()) throw new Refusal('CODE_EXPIRED');
    const { elderId, personId } = taken;
    const deviceId = newId('device');
    await devices.add({ _id: deviceId, elderId, personId, name, boundAt: now }, session);
    const person = await people.find(personId);
    if (!person) throw new Refusal('NOT_FOUND');
    const token = await openSession({ personId, deviceId }, { sessions, newId, realMs }, session);
    return { person, onElderDevice: true, token };
  });
  call.sessionCookie.give(bound.token);
  return bound;
}

/** Unbinds a device and ends its session. @throws NOT_FOUND */
export async function revokeDevice(
  { deviceId, elderId }: { deviceId: Id<'device'>; elderId: ElderId },
  { devices, tx, ...ports }: Ports,
): Promise<{ deviceId: Id<'device'> }> {
  return tx(async (session) => {
    const removed = await devices.remove(deviceId, elderId, session);
    if (!removed) throw new Refusal('NOT_FOUND');
    await endSessions(removed.personId, { deviceId }, ports, session);
    return { deviceId };
  });
}
