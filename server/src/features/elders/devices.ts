import type { Device, ElderId, Id, OneUseCode } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { DeviceRecord, Identity } from '../identity/index.ts';
import type { Elders } from './elders.store.ts';

interface Ports {
  elders: Elders;
  identity: Identity;
  tx: Tx;
}

/** The code that binds the elder's device; family or staff show it as a QR. @throws NOT_FOUND */
export async function makeDeviceCode(
  { elderId, scope }: { elderId: ElderId } & SignedIn,
  { elders, identity, tx }: Ports,
): Promise<OneUseCode> {
  const { personId } = await elders.get(scope, elderId);
  return identity.devices.makeBindCode({ elderId, personId }, tx);
}

export async function listDevices({ elderId, scope }: { elderId: ElderId } & SignedIn, { elders, identity }: Ports) {
  await elders.get(scope, elderId);
  return identity.devices.of(elderId);
}

/** @throws NOT_FOUND */
export async function unbindDevice(
  { elderId, deviceId, scope }: { elderId: ElderId; deviceId: Id<'device'> } & SignedIn,
  { elders, identity, tx }: Ports,
): Promise<{ deviceId: Id<'device'> }> {
  await elders.get(scope, elderId);
  return identity.devices.revoke({ deviceId, elderId }, tx);
}

export const presentDevice = ({ _id, name, boundAt }: DeviceRecord): Device => ({ id: _id, name, boundAt });
