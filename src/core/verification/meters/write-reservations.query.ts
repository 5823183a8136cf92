import type { EntityManager } from 'typeorm';
import { databaseJson } from '../../platform/database/prepared-statement';
import type { UsageItem } from '../rules/usage-items';

/** An item of a reservation, with the rate that held when it was reserved. */
export interface ReservedItem extends UsageItem {
  readonly rate: number;
}

/** The part of a reservation that holds one meter. */
export interface NewReservation {
  readonly tokenHash: string;
  readonly licenseId: number;
  readonly meterId: number;
  /** 0 without a device. */
  readonly activationId: number;
  /** Empty without a user, or if users are not limited. */
  readonly username: string;
  readonly amount: number;
  readonly items: readonly ReservedItem[];
  readonly expiresAt: Date;
}

/** The caller holds the locks of the licenses, and has judged the amounts. */
export async function writeReservations(
  manager: EntityManager,
  reservations: readonly NewReservation[],
): Promise<void> {
  if (reservations.length > 0) {
    await manager.query(INSERT, [databaseJson(reservations)]);
  }
}

const INSERT = `
  INSERT INTO meter_reservations (token_hash, license_id, meter_id, activation_id, username, amount, items, expires_at)
  SELECT "tokenHash", "licenseId", "meterId", "activationId", username, amount, items, "expiresAt"
  FROM json_to_recordset($1::json) AS reserved("tokenHash" text, "licenseId" bigint, "meterId" bigint,
    "activationId" bigint, username text, amount bigint, items jsonb, "expiresAt" timestamptz)`;
