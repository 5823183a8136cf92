import type { MigrationInterface, QueryRunner } from 'typeorm';

// A point of P-256 has 65 bytes, and its private key 138.
const UP = `
ALTER TABLE signing_keys
  ADD COLUMN alg varchar(16) NOT NULL DEFAULT 'EdDSA',
  ADD CONSTRAINT signing_keys_alg_known CHECK (alg IN ('EdDSA', 'ES256')),
  ALTER COLUMN public_key TYPE varchar(128),
  ALTER COLUMN private_key TYPE varchar(512);
DROP INDEX signing_keys_active_unique;
-- At most one active key of each algorithm.
CREATE UNIQUE INDEX signing_keys_active_unique ON signing_keys (alg) WHERE retired_at IS NULL;
ALTER TABLE products
  ADD COLUMN signing_alg varchar(16),
  ADD CONSTRAINT products_signing_alg_known CHECK (signing_alg IN ('EdDSA', 'ES256'));
`;

const DOWN = `
ALTER TABLE products DROP COLUMN signing_alg;
DELETE FROM signing_keys WHERE alg <> 'EdDSA';
DROP INDEX signing_keys_active_unique;
CREATE UNIQUE INDEX signing_keys_active_unique ON signing_keys ((true)) WHERE retired_at IS NULL;
ALTER TABLE signing_keys
  DROP COLUMN alg,
  ALTER COLUMN public_key TYPE varchar(64),
  ALTER COLUMN private_key TYPE varchar(255);
`;

/** A second algorithm, ES256, for signing keys, and the choice of a product. */
export class AddSigningAlgorithms1796700046001 implements MigrationInterface {
  name = 'AddSigningAlgorithms1796700046001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
