import { IsNull, type EntityManager } from 'typeorm';
import { problem } from '../../../core/common/errors/domain-error';
import { SigningKey } from '../../../core/platform/signing-keys/signing-key.entity';
import { RelayCertificate } from '../relay-certificate.entity';
import type { RelayFile } from './relay-file';

/** Keeps a file that is for this relay; one that is kept already changes nothing. The caller holds the lock of the relay. */
export async function keepRelayFile(manager: EntityManager, file: RelayFile, now: Date): Promise<void> {
  const { certificate, license, claims } = file;
  const { jti, relay, iat } = claims;
  const known = await manager.findOneBy(RelayCertificate, { jti });
  if (known?.releasedAt) {
    throw problem('RELAY_FILE_RELEASED');
  }
  await refuseForeign(manager, file);
  if (!known) {
    const issuedAt = new Date(iat * 1000);
    const row = { jti, relayId: relay.id, certificate, license, issuedAt, takenAt: now, releasedAt: null };
    await manager.insert(RelayCertificate, row);
  }
}

/** The file that holds: the one that was issued last. Null before the first one. */
export function newestCertificate(manager: EntityManager): Promise<RelayCertificate | null> {
  return manager.findOne(RelayCertificate, { where: {}, order: { issuedAt: 'DESC', id: 'DESC' } });
}

/** The key of this relay. */
export function relayKey(manager: EntityManager): Promise<SigningKey | null> {
  return manager.findOneBy(SigningKey, { alg: 'EdDSA', retiredAt: IsNull() });
}

async function refuseForeign(manager: EntityManager, { claims }: RelayFile): Promise<void> {
  const former = await newestCertificate(manager);
  if (former && former.relayId !== claims.relay.id) {
    throw problem('RELAY_FILE_RELAY', { relay: former.relayId });
  }
  const key = await relayKey(manager);
  if (key?.publicKey !== claims.relay.key.x || key.kid !== claims.relay.key.kid) {
    throw problem('RELAY_FILE_KEY', { kid: claims.relay.key.kid });
  }
}
