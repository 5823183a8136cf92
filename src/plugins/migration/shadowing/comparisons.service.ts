import { Injectable, Logger } from '@nestjs/common';
import { Clock, type DialectDefinition, type Page, type PageRequest, problem } from '../../../core/common';
import { databaseJson, readPage, searchPattern, UnitOfWork } from '../../../core/platform';
import { blanked, blankedPath } from './blanked';
import { type Answer, compareAnswers, type VaryingFields } from './compare-answers';
import type { ProgramRequest } from './program-request';
import type { Outcome } from './shadow-count.entity';
import { type Difference, ShadowDifference } from './shadow-difference.entity';

/** Stored differences of an API. Older ones are deleted. */
export const MOST_DIFFERENCES = 10_000;
/** Differences in memory; beyond, they are only counted. */
const MOST_WAITING = 5_000;
const BATCH = 500;

export interface ComparedAnswers {
  readonly dialect: DialectDefinition;
  readonly request: Pick<ProgramRequest, 'operation' | 'path' | 'body' | 'requested'>;
  readonly theirs: Answer;
  readonly ours: Answer;
  /** Whether the program got the answer of this server. */
  readonly wasOurs: boolean;
}

export interface OperationAgreement {
  readonly operation: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

export interface DifferenceFilter {
  readonly operation?: string;
  readonly difference?: readonly Difference[];
  /** Part of the path, a body or a field. */
  readonly q?: string;
}

/** Compares answers, and writes counts and differences in the background, many in a statement. */
@Injectable()
export class ComparisonsService {
  private readonly logger = new Logger('Shadowing');
  private counts = new Map<string, number>();
  private differences: object[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  add({ dialect, request, theirs, ours, wasOurs }: ComparedAnswers, varying?: VaryingFields): void {
    const { agreement, fields } = compareAnswers(theirs, ours, varying);
    const { key } = request.requested;
    if (agreement !== 'same' && this.differences.length < MOST_WAITING) {
      this.differences.push({
        dialect: dialect.name,
        at: this.clock.now(),
        operation: request.operation,
        difference: agreement,
        fields,
        url: storable(blankedPath(request.path, key)),
        request_body: shown(request.body.toString(), key),
        their_status: theirs.status,
        their_body: shown(theirs.body, key),
        our_status: ours.status,
        our_body: shown(ours.body, key),
        was_ours: wasOurs,
      });
    }
    this.count(dialect.name, request.operation, agreement);
  }

  skip({ name }: DialectDefinition, { operation }: ProgramRequest): void {
    this.count(name, operation, 'skipped');
  }

  /** Resolves when all that was added is written. */
  async written(): Promise<void> {
    await this.writing;
    await this.write();
  }

  /** Counts by operation since a day, in UTC, most requests first. */
  async agreement(dialect: string, since: string): Promise<OperationAgreement[]> {
    const rows = await this.work.manager.query<OperationAgreement[]>(AGREEMENT, [dialect, since]);
    return rows.map(({ operation, counts }) => ({ operation, counts: { ...NO_COUNTS, ...counts } }));
  }

  list(dialect: string, page: PageRequest, filter: DifferenceFilter = {}): Promise<Page<ShadowDifference>> {
    const { operation, difference, q } = filter;
    const query = this.work.manager
      .createQueryBuilder(ShadowDifference, 'difference')
      .where('difference.dialect = :dialect', { dialect });
    if (operation !== undefined) {
      query.andWhere('difference.operation = :operation', { operation });
    }
    if (difference) {
      query.andWhere('difference.difference IN (:...difference)', { difference });
    }
    if (q !== undefined) {
      query.andWhere(SEARCHED, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(dialect: string, uid: string): Promise<ShadowDifference> {
    const found = await this.work.manager.findOneBy(ShadowDifference, { dialect, uid });
    if (!found) {
      throw problem('SHADOW_DIFFERENCE_NOT_FOUND');
    }
    return found;
  }

  private count(dialect: string, operation: string, outcome: Outcome): void {
    const name = JSON.stringify([dialect, this.clock.now().toISOString().slice(0, 10), operation, outcome]);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    // Rows that are added while a statement runs are written by the next one.
    this.writing ??= this.write()
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => (this.writing = undefined));
  }

  /** Rows that cannot be written are kept for the next attempt. */
  private async write(): Promise<void> {
    while (this.counts.size > 0 || this.differences.length > 0) {
      const { counts } = this;
      const differences = this.differences.splice(0, BATCH);
      this.counts = new Map();
      try {
        await this.writeBatch(counts, differences);
      } catch (error) {
        counts.forEach((count, name) => this.counts.set(name, (this.counts.get(name) ?? 0) + count));
        this.differences.unshift(...differences);
        throw error;
      }
    }
  }

  private async writeBatch(counts: ReadonlyMap<string, number>, differences: readonly object[]): Promise<void> {
    const rows = Array.from(counts, ([name, count]) => {
      const [dialect, day, operation, outcome] = JSON.parse(name) as string[];
      return { dialect, day, operation, outcome, count };
    });
    await this.work.run(async (manager) => {
      await manager.query(COUNT, [databaseJson(rows)]);
      if (differences.length > 0) {
        await manager.query(KEEP, [databaseJson(differences), MOST_DIFFERENCES]);
      }
    });
  }
}

function shown(text: string, key: string | undefined): string {
  return storable(blanked(text, key));
}

/** PostgreSQL stores no NUL characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}

const NO_COUNTS: Readonly<Record<Outcome, number>> = { same: 0, status: 0, shape: 0, values: 0, skipped: 0 };

const SEARCHED = `(difference.url ILIKE :q OR difference.request_body ILIKE :q OR difference.their_body ILIKE :q
  OR difference.our_body ILIKE :q OR array_to_string(difference.fields, ' ') ILIKE :q)`;

// In a fixed order, so that two nodes cannot deadlock.
const COUNT = `
  INSERT INTO shadow_counts AS c (dialect, day, operation, outcome, count)
  SELECT dialect, day, operation, outcome, count
  FROM json_to_recordset($1::json) AS r(dialect text, day date, operation text, outcome text, count bigint)
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (dialect, day, operation, outcome) DO UPDATE SET count = c.count + excluded.count`;

const KEEP = `
  WITH added AS (
    INSERT INTO shadow_differences (dialect, at, operation, difference, fields, url, request_body, their_status, their_body,
      our_status, our_body, was_ours)
    SELECT r.dialect, at, operation, difference, fields, url, request_body, their_status, their_body, our_status, our_body, was_ours
    FROM json_to_recordset($1::json) AS r(dialect text, at timestamptz, operation text, difference text, fields text[],
      url text, request_body text, their_status smallint, their_body text, our_status smallint, our_body text, was_ours boolean)
    RETURNING dialect
  )
  DELETE FROM shadow_differences AS old USING (SELECT DISTINCT dialect FROM added) AS one
  WHERE old.dialect = one.dialect AND old.id <= (
    SELECT id FROM shadow_differences WHERE dialect = one.dialect ORDER BY id DESC OFFSET $2 LIMIT 1
  )`;

const AGREEMENT = `
  SELECT operation, json_object_agg(outcome, total) AS counts FROM (
    SELECT operation, outcome, sum(count)::bigint AS total FROM shadow_counts
    WHERE dialect = $1 AND day >= $2::date GROUP BY 1, 2
  ) AS totals
  GROUP BY operation ORDER BY sum(total) DESC, operation LIMIT 500`;
