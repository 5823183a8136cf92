import type { MigrationInterface, QueryRunner } from 'typeorm';
import { letterPairs, TABLES_WITH_PAIRS } from '../platform/database/letter-pairs';

// Each letter beyond Latin with the letters beside it, in small letters without accents. Null where a text has none, so that a
// partial index has no entry for it.
const FUNCTION = `
CREATE FUNCTION letter_pairs(value text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  last text := ' ';
  next text;
  pairs text[] := '{}';
BEGIN
  IF octet_length(value) = length(value) OR value !~ '[\\u0370-\\u1dff\\u1f00-\\u1fff\\u2c00-\\U0010ffff]' THEN
    RETURN NULL;
  END IF;
  FOREACH next IN ARRAY string_to_array(lower(regexp_replace(normalize(value, NFD), '[\\u0300-\\u036f]', '', 'g')), NULL) LOOP
    IF last <> ' ' AND next <> ' ' AND greatest(last COLLATE "C", next COLLATE "C") >= U&'\\0370' THEN
      pairs := pairs || (last || next);
    END IF;
    last := next;
  END LOOP;
  RETURN pairs;
END $$;
`;

// The planner leaves statistics of a partial index aside, and would read all rows for a frequent pair.
const STATISTICS = TABLES_WITH_PAIRS.map(
  (table) => `CREATE STATISTICS ${table}_pair_values ON (${letterPairs(table)}) FROM ${table};`,
).join('\n');

const DOWN = `
${TABLES_WITH_PAIRS.map((table) => `DROP STATISTICS ${table}_pair_values; DROP INDEX IF EXISTS ${table}_pairs;`).join('\n')}
DROP FUNCTION letter_pairs;
`;

/** Pairs of letters, for searches in scripts without spaces between words. */
export class PairLetters1796700047595 implements MigrationInterface {
  name = 'PairLetters1796700047595';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`${FUNCTION} ${STATISTICS} ANALYZE ${TABLES_WITH_PAIRS.join(', ')};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
