import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const UP = `
ALTER TABLE portal_claims DROP CONSTRAINT portal_claims_proof_known;
ALTER TABLE portal_claims ADD CONSTRAINT portal_claims_proof_known CHECK (proof IN ('email', 'order', 'vendor'));
`;

const DOWN = `
UPDATE portal_claims SET proof = 'order' WHERE proof = 'vendor';
ALTER TABLE portal_claims DROP CONSTRAINT portal_claims_proof_known;
ALTER TABLE portal_claims ADD CONSTRAINT portal_claims_proof_known CHECK (proof IN ('email', 'order'));
`;

/** Claims that the vendor imports. */
export class ImportClaims1796800100200 implements Migration {
  name = 'ImportClaims1796800100200';
  readonly widens = ['portal_claims_proof_known'];

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
