import { constantTimeEqual } from '../../../core/common';
import type { License, LicenseOrder } from '../../../core/licenses';

/** Whether a text is the number of the purchase of a license: the ID of its order, here or in the shop, or that of its invoice. */
export function isPurchaseNumber(text: string, license: License | null, order: LicenseOrder | undefined): boolean {
  return [order?.externalId, order?.uid, license?.invoiceNumber].some((number) => isSameText(text, number));
}

export function isSameText(text: string, known: string | null | undefined): boolean {
  return typeof known === 'string' && known !== '' && constantTimeEqual(text, known);
}

/** Whether the license can move to another customer. */
export function isClaimable({ revokedAt, blockedAt }: License): boolean {
  return revokedAt === null && blockedAt === null;
}
