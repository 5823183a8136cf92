import { Webhook } from 'standardwebhooks';
import { constantTimeEqual } from '../../../../core/common';
import { InvalidShopEvent, type ShopCredentials, type ShopRequest } from '../shop-adapter';
import { headerOf, refuseStale } from './signed-body';

/** Parts of a request that Standard Webhooks sign beside the body. */
export interface StandardSignature {
  readonly id: string;
  readonly signedAt: Date;
}

/**
 * Verifies a request by Standard Webhooks, with secrets in Base64.
 * @throws InvalidShopEvent
 */
export function verifyStandard(request: ShopRequest, { secrets }: ShopCredentials): StandardSignature {
  const [id, sentAt] = [headerOf(request, 'webhook-id'), headerOf(request, 'webhook-timestamp')];
  const given = headerOf(request, 'webhook-signature').split(' ');
  const signedAt = new Date(Number(sentAt) * 1000);
  const isSigned = secrets.some((secret) => {
    const expected = signatureBy(secret, id, signedAt, request.body);
    return expected !== null && given.some((signature) => constantTimeEqual(signature, expected));
  });
  if (id === '' || !/^\d+$/.test(sentAt) || !isSigned) {
    throw new InvalidShopEvent('signature');
  }
  // Not by `verify` of the library, which reads the clock of the machine.
  refuseStale(Number(sentAt), request);
  return { id, signedAt };
}

/** Null for a secret that is no Base64, or empty. */
function signatureBy(secret: string, id: string, signedAt: Date, body: Buffer): string | null {
  try {
    return new Webhook(secret).sign(id, signedAt, body);
  } catch {
    return null;
  }
}
