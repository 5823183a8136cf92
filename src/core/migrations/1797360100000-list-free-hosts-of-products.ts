import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Products list hosts of their own that take no seat. */
export class ListFreeHostsOfProducts1797360100000 implements Migration {
  name = 'ListFreeHostsOfProducts1797360100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE products ADD free_hosts varchar(255)[] NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE products DROP free_hosts');
  }
}
