import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RestrictKeysToSeveralProducts1795542000000 implements MigrationInterface {
  name = 'RestrictKeysToSeveralProducts1795542000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
ALTER TABLE api_keys ADD COLUMN product_ids bigint[],
  ADD CONSTRAINT api_keys_product_ids_first CHECK (product_ids[1] = product_id);
CREATE TABLE api_key_products (
  api_key_id bigint NOT NULL,
  product_id bigint NOT NULL,
  CONSTRAINT api_key_products_pkey PRIMARY KEY (api_key_id, product_id),
  CONSTRAINT api_key_products_api_key_fkey FOREIGN KEY (api_key_id) REFERENCES api_keys(id) ON DELETE CASCADE,
  CONSTRAINT api_key_products_product_fkey FOREIGN KEY (product_id) REFERENCES products(id)
);
CREATE INDEX api_key_products_product ON api_key_products (product_id);
ALTER TABLE policy_changes ADD COLUMN product_ids bigint[];
`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
ALTER TABLE policy_changes DROP COLUMN product_ids;
DROP TABLE api_key_products;
ALTER TABLE api_keys DROP COLUMN product_ids;
`);
  }
}
