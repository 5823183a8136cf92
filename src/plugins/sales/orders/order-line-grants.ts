import {
  type EntitlementValue,
  grantChange,
  type GrantedEntitlement,
  type SentEntitlements,
} from '../../../core/catalog';
import type { OrderLine } from './order-line.entity';

/** Grants that never expire. */
export function grantsOf(entitlements: OrderLine['entitlements']): Record<string, GrantedEntitlement> {
  return Object.fromEntries(Object.entries(entitlements).map(([code, value]) => [code, { value, expires_at: null }]));
}

/** Values of entitlements by code, as they are sent. */
export function valuesOf(sent: SentEntitlements): Record<string, EntitlementValue> {
  const { entitlements = {} } = grantChange({ entitlements: sent });
  return Object.fromEntries(
    Object.entries(entitlements).flatMap(([code, { value }]) => (value === null ? [] : [[code, value]])),
  );
}
