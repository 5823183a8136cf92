import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A device without a seat is no seat of its users either. */
export class CountSeatsOfUsers1792300000000 implements MigrationInterface {
  name = 'CountSeatsOfUsers1792300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(seatsOf('AND a.takes_seat'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(seatsOf(''));
  }
}

const seatsOf = (condition: string): string => `
  CREATE OR REPLACE FUNCTION "license_seats"("of_license" bigint, "per" text)
  RETURNS TABLE ("user_id" bigint, "activation_id" bigint, "last_seen_at" timestamptz) LANGUAGE sql STABLE AS $$
    SELECT au.user_id, CASE WHEN per = 'user_device' OR au.user_id IS NULL THEN a.id END AS activation_id, max(a.last_seen_at)
    FROM activations a
    LEFT JOIN activation_users au ON per <> 'device' AND au.activation_id = a.id
    WHERE a.license_id = of_license AND a.deactivated_at IS NULL ${condition}
    GROUP BY 1, 2
  $$`;
