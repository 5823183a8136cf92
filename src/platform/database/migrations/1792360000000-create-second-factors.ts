import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSecondFactors1792360000000 implements MigrationInterface {
  name = 'CreateSecondFactors1792360000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) {
      await queryRunner.query(statement);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) {
      await queryRunner.query(statement);
    }
  }
}

const UP = [
  `ALTER TABLE "users" ADD COLUMN "second_factor_since" timestamptz(3), ADD COLUMN "last_login_at" timestamptz(3)`,
  `CREATE TABLE "second_factors" (
    "user_id" bigint NOT NULL,
    "secret" varchar(255) NOT NULL,
    "last_step" integer,
    "created_at" timestamptz(3) NOT NULL,
    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "second_factors_user_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
  )`,
  `CREATE TABLE "recovery_codes" (
    "user_id" bigint NOT NULL,
    "hash" varchar(43) NOT NULL,
    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id", "hash"),
    CONSTRAINT "recovery_codes_user_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
  )`,
];

const DOWN = [
  `DROP TABLE "recovery_codes"`,
  `DROP TABLE "second_factors"`,
  `ALTER TABLE "users" DROP COLUMN "last_login_at", DROP COLUMN "second_factor_since"`,
];
