import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of release channels, and pre-releases in the order of SemVer 2. */
export class AddReleaseChannels1792350000000 implements MigrationInterface {
  name = 'AddReleaseChannels1792350000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "product_versions" ADD COLUMN "channel" varchar(64) NOT NULL DEFAULT 'stable'`,
    );
    await reorder(queryRunner, partsOf);
    await queryRunner.query(`
      CREATE INDEX "product_versions_channel"
        ON "product_versions" ("product_id", "channel", "parts", "id", "released_at") WHERE "is_active"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "product_versions_channel"`);
    await reorder(queryRunner, numbersIn);
    await queryRunner.query(`ALTER TABLE "product_versions" DROP COLUMN "channel"`);
  }
}

async function reorder(queryRunner: QueryRunner, parts: (version: string) => number[]): Promise<void> {
  const versions = (await queryRunner.query(
    `SELECT DISTINCT "version" FROM "product_versions" WHERE strpos("version", '-') > 0`,
  )) as { version: string }[];
  for (const { version } of versions.filter((row) => preReleaseIn(row.version))) {
    const values = [version, parts(version)];
    await queryRunner.query(`UPDATE "product_versions" SET "parts" = $2 WHERE "version" = $1`, values);
  }
}

// What follows is the order at the time of this migration: see src/catalog/versions/version-order.ts.

const MAX_PARTS = 16;

function partsOf(version: string): number[] {
  const [, release = '', identifiers = ''] = preReleaseIn(version) ?? [];
  return [
    ...before(numbersIn(release)),
    ...identifiers.split('.').flatMap(identifierParts).slice(0, MAX_IDENTIFIER_PARTS),
  ];
}

function numbersIn(version: string): number[] {
  const numbers = version.match(/\d+/g) ?? [];
  const parts = numbers.slice(0, MAX_PARTS).map((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER));
  return parts.slice(0, parts.findLastIndex((part) => part !== 0) + 1);
}

/** SemVer 2, so that a date such as 2026-03-04 is none. */
const SEMANTIC = /^v?((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})-([\da-z-]+(?:\.[\da-z-]+)*)(?:\+[\da-z.-]+)?$/i;
/** Any count of numbers, followed by a word. */
const WITH_WORD = /^v?(\d+(?:\.\d+){0,15})-([a-z][\da-z-]*(?:\.[\da-z-]+)*)(?:\+[\da-z.-]+)?$/i;

function preReleaseIn(version: string): RegExpExecArray | null {
  return SEMANTIC.exec(version) ?? WITH_WORD.exec(version);
}

/** Between the releases below this one and the release itself. There is nothing below 0.0.0: its pre-releases follow it. */
function before(release: readonly number[]): number[] {
  return [...release.slice(0, -1), (release.at(-1) ?? 0) - 1, Number.MAX_SAFE_INTEGER];
}

/** Bounds what an index stores. */
const MAX_IDENTIFIER_PARTS = 64;
/** The characters of identifiers in their ASCII order. Zero is the end of an identifier. */
const CHARACTERS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = CHARACTERS.length + 1;
const CHARACTERS_PER_PART = 8;
/** Words sort after numbers. */
const WORD = BASE ** CHARACTERS_PER_PART;

function identifierParts(identifier: string): number[] {
  return /^\d+$/.test(identifier) ? [Math.min(Number(identifier), WORD - 1)] : wordParts(identifier);
}

/** The last part is never full, so that an identifier sorts before a longer one, whatever follows it. */
function wordParts(word: string): number[] {
  const count = Math.floor(word.length / CHARACTERS_PER_PART) + 1;
  return Array.from({ length: count }, (_, part) => {
    const start = part * CHARACTERS_PER_PART;
    const digits = Array.from({ length: CHARACTERS_PER_PART }, (_none, index) => digitAt(word, start + index));
    return digits.reduce((number, digit) => number * BASE + digit, 1);
  });
}

function digitAt(word: string, index: number): number {
  return index < word.length ? CHARACTERS.indexOf(word.charAt(index)) + 1 : 0;
}
