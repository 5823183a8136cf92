import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../core/common';
import { REPLACEMENT } from '../../../core/common/internal';
import { databaseJson, StoredFile, StoredFilesService, UnitOfWork } from '../../../core/platform';
import { isDatabaseAway } from '../../../core/platform/internal';
import { counted, type CountChange, rowsOf } from './import-counts';
import { Import } from './import.entity';
import { ROW_KINDS } from './import-row.entity';
import { sourceOf } from './sources/import-sources';
import { UnreadableFile } from './sources/unreadable-file';
import type { StagedRow } from './staged';

const LONGEST_PAUSE_MS = 10_000;
const DELETED = 20_000;
const MAX_ROWS = 20_000_000;
const MAX_LABEL = 255;
/** A character that cannot be read, and the first of UTF-8 that was taken for windows-1252, such as `Ã¼` for `ü`. */
const UNCLEAR = /\ufffd|[ÃÂ][\u0080-\u00bf]|Ã[\u0152-\u02dc\u2013-\u2122]|â€/;
/** Characters beside one that cannot be read. */
const SHOWN = 20;
/** Attempts after which a file that fails for an unknown reason is given up. */
const MAX_ATTEMPTS = 10;
/** Longer ids are hashed, to fit an index. */
const MAX_ID = 500;

/** The import was read anew, deleted or stopped by somebody else. */
class Superseded extends Error {}

/** Reads the file of an import, or all pages of its API, into rows, in many transactions. An interrupted reading begins anew. */
@Injectable()
export class ReadImportService {
  /** Rows per transaction. */
  batch = 2_000;
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: StoredFilesService,
  ) {}

  async read(id: number): Promise<void> {
    const found = await this.begin(id);
    if (!found) {
      return;
    }
    try {
      await this.readAll(found);
    } catch (error) {
      await this.fail(found, error);
    }
  }

  /** Throws what may pass. */
  private async fail(found: Import, error: unknown): Promise<void> {
    if (error instanceof UnreadableFile) {
      const { reason, detail } = error;
      // PostgreSQL stores no NUL characters.
      await this.end(found, { state: 'failed', failure: { reason, detail: detail.replaceAll('\0', ' ') } });
    } else if (!(error instanceof Superseded)) {
      if (isDatabaseAway(error) || found.attempt < MAX_ATTEMPTS) {
        throw error;
      }
      this.logger.error(error);
      const detail = 'The file could not be read; the log of the server says why';
      await this.end(found, { state: 'failed', failure: { reason: 'internal', detail } });
    }
  }

  private async readAll(found: Import): Promise<void> {
    const { source, options, fileId } = found;
    const file = await this.work.manager.findOneByOrFail(StoredFile, { id: fileId ?? 0 });
    const content = { [Symbol.asyncIterator]: () => this.files.read(file) };
    const rows = sourceOf(source).read(content, { ...options, now: this.clock.now() });
    // The text of an API is UTF-8.
    const hasUnclearText = sourceOf(source).takes?.includes('charset') && options.charset === undefined;
    for await (const page of readAhead(this.inPages(rows, { hasUnclearText }))) {
      await this.stage(found, page);
    }
    await this.work.manager.query(ANALYZE);
    await this.end(found, { state: 'checking' });
  }

  /** Removes what an interrupted attempt has left. */
  private async begin(id: number): Promise<Import | undefined> {
    const { manager } = this.work;
    const [[begun]] = await manager.query<[{ attempt: number }[], number]>(BEGIN, [id, this.clock.now()]);
    if (!begun) {
      return undefined;
    }
    let deleted: number;
    do {
      [, deleted] = await manager.query<[unknown[], number]>(DELETE_ROWS, [id, DELETED]);
    } while (deleted > 0);
    // Another node may have begun meanwhile.
    return (await manager.findOneBy(Import, { id, attempt: begun.attempt })) ?? undefined;
  }

  /** @param rows JSON */
  private async stage(found: Import, rows: string): Promise<void> {
    const { id, attempt, counts } = found;
    if (ROW_KINDS.reduce((sum, kind) => sum + rowsOf(counts, kind), 0) > MAX_ROWS) {
      throw new UnreadableFile('too_many_rows', `The file has more than ${MAX_ROWS} rows`);
    }
    const parameters = [id, attempt, counts, this.clock.now(), rows];
    const [{ isHeld, ...change }] = await this.work.manager.query<[Staged]>(STAGE, parameters);
    if (!isHeld) {
      throw new Superseded();
    }
    found.counts = counted(counts, change);
  }

  /** Full pages, and at least one each few seconds: a reading without progress counts as interrupted. */
  private async *inPages(
    pages: AsyncIterable<readonly StagedRow[]>,
    { hasUnclearText = false },
  ): AsyncGenerator<string> {
    let rest: StagedColumns[] = [];
    let last = this.clock.now().getTime();
    for await (const page of pages) {
      // Requests, and the rest of a statement that is being sent.
      await immediate();
      rest.push(...page.map((row) => stagedColumns(row, hasUnclearText)));
      while (rest.length >= this.batch || this.clock.now().getTime() - last > LONGEST_PAUSE_MS) {
        last = this.clock.now().getTime();
        yield databaseJson(rest.slice(0, this.batch));
        rest = rest.slice(this.batch);
      }
    }
    yield databaseJson(rest);
  }

  /** The file may hold secrets, such as hashes of passwords: it is deleted as soon as it is read. */
  private async end({ id, attempt, fileId, counts }: Import, change: Partial<Import>): Promise<void> {
    await this.work.run(async (manager) => {
      await lockAttempt(manager, id, attempt);
      const rest = { fileId: null, kind: null, position: 0, counts, continuedAt: this.clock.now() };
      await manager.update(Import, id, { ...rest, ...change });
      await this.files.delete(fileId ?? 0);
    });
  }
}

/** Makes the next page after the statement with this one was sent, while PostgreSQL works on it. */
async function* readAhead<Page>(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  let next = pages.next();
  try {
    for (let page = await next; !page.done; page = await next) {
      next = immediate().then(() => pages.next());
      // Its error is thrown when its turn comes.
      next.catch(() => undefined);
      yield page.value;
    }
  } finally {
    await next.catch(() => undefined);
    await pages.return(undefined);
  }
}

async function lockAttempt(manager: EntityManager, id: number, attempt: number): Promise<void> {
  const where = { id, attempt, state: 'reading' as const };
  if (!(await manager.findOne(Import, { where, lock: { mode: 'for_no_key_update' } }))) {
    throw new Superseded();
  }
}

/** Refuses bytes that were no text in the character set of the file, and text that was converted twice. */
function requireText(...texts: string[]): void {
  for (const text of texts) {
    const at = text.search(UNCLEAR);
    if (at !== -1) {
      const near = `near ${text.slice(Math.max(0, at - SHOWN), at + SHOWN)}`;
      throw new UnreadableFile(
        'charset_unclear',
        text[at] === REPLACEMENT
          ? `The file has text that is not UTF-8, ${near}. Name its character set with the option charset.`
          : `The file has text that was converted to UTF-8 twice, ${near}. Export it again, or name utf-8 with the option charset to take it as it is.`,
      );
    }
  }
}

type StagedColumns = ReturnType<typeof stagedColumns>;

/** Omits fields that most rows do not have: PostgreSQL reads millions of rows. */
function stagedColumns(
  { kind, sourceId, parent, label, data, problem, notes = [], isDerived }: StagedRow,
  hasUnclearText: boolean,
) {
  const text = JSON.stringify(data);
  if (hasUnclearText) {
    requireText(label, text);
  }
  // PostgreSQL stores no such character.
  const isStorable = !text.includes('\\u0000') && !label.includes('\0');
  return {
    kind,
    source_id: indexed(sourceId),
    parent: indexed(parent),
    is_derived: isDerived,
    notes: notes.length > 0 ? notes : undefined,
    label: label.replaceAll('\0', '').slice(0, MAX_LABEL),
    data: isStorable ? data : {},
    reason: problem ?? (isStorable ? undefined : 'nul_character'),
  };
}

function indexed(id: string | null | undefined): string | null {
  if (!id) {
    return null;
  }
  const isFit = id.length <= MAX_ID && !id.includes('\0');
  return isFit ? id : createHash('sha256').update(id).digest('hex');
}

const BEGIN = `
  UPDATE imports SET attempt = attempt + 1, counts = '{}', continued_at = $2 WHERE id = $1 AND state = 'reading' AND api->>'next' IS NULL
  RETURNING attempt`;

const DELETE_ROWS = `
  DELETE FROM import_rows WHERE (import_id, kind, position) IN (
    SELECT import_id, kind, position FROM import_rows WHERE import_id = $1 LIMIT $2)`;

interface Staged extends CountChange {
  /** Whether the attempt still reads; otherwise nothing was added. */
  readonly isHeld: boolean;
}

/**
 * Adds rows, and returns their counts, which the next statement stores: one statement without a transaction around it, so
 * that PostgreSQL does not wait for a server that reads the next page. A row that repeats another of its kind is left out; a
 * derived one is no row. The index finds repetitions: a search would be planned for the few rows that the statistics know,
 * and could read all of them.
 */
const STAGE = `
  WITH held AS (
    UPDATE imports SET counts = $3, continued_at = $4 WHERE id = $1 AND attempt = $2 AND state = 'reading' RETURNING id
  ), incoming AS (
    SELECT given.*, source_id IS NOT NULL AND row_number() OVER (PARTITION BY kind, source_id ORDER BY place) > 1 AS is_repeated
    FROM held CROSS JOIN ROWS FROM (
      jsonb_to_recordset($5::jsonb) AS (kind text, source_id text, parent text, label text, data jsonb, reason text,
        notes text[], is_derived boolean)
    ) WITH ORDINALITY AS given(kind, source_id, parent, label, data, reason, notes, is_derived, place)
  ), former AS MATERIALIZED (
    SELECT kind, coalesce((
      SELECT max(position) FROM import_rows AS r WHERE r.import_id = $1 AND r.kind = kinds.kind
    ), 0) AS last FROM (SELECT DISTINCT kind FROM incoming) AS kinds
  ), placed AS MATERIALIZED (
    SELECT incoming.*, (last + row_number() OVER (PARTITION BY kind ORDER BY place))::integer AS position
    FROM incoming JOIN former USING (kind) WHERE NOT is_repeated OR is_derived IS NOT TRUE
  ), fresh AS (
    INSERT INTO import_rows (import_id, kind, position, source_id, parent, label, data, outcome, reason, notes)
    SELECT $1, kind, position, source_id, parent, label, data,
      CASE WHEN reason IS NULL THEN 'pending' ELSE 'left_out' END, reason, coalesce(notes, '{}')
    FROM placed WHERE NOT is_repeated
    ON CONFLICT (import_id, kind, source_id) WHERE source_id IS NOT NULL DO NOTHING
    RETURNING kind, position, outcome, reason, notes
  ), repeated AS (
    INSERT INTO import_rows (import_id, kind, position, parent, label, data, outcome, reason, notes)
    SELECT $1, kind, position, parent, label, data, 'left_out', 'repeated', coalesce(notes, '{}')
    FROM placed WHERE is_derived IS NOT TRUE AND (kind, position) NOT IN (SELECT kind, position FROM fresh)
    RETURNING kind, outcome, reason
  ), added AS (
    SELECT kind, outcome, reason FROM fresh UNION ALL SELECT kind, outcome, reason FROM repeated
  )
  SELECT EXISTS (SELECT FROM held) AS "isHeld",
    (SELECT coalesce(json_agg(counted), '[]') FROM (
      SELECT kind, outcome, coalesce(reason, '') AS reason, count(*) FROM added GROUP BY 1, 2, 3
    ) AS counted) AS rows,
    (SELECT coalesce(json_agg(counted), '[]') FROM (
      SELECT note, count(*) FROM fresh CROSS JOIN unnest(notes) AS noted(note) WHERE outcome = 'pending' GROUP BY 1
    ) AS counted) AS notes`;

/** The rows are new: without statistics, joins among them are planned as for a table of a few rows. */
const ANALYZE = `ANALYZE import_rows`;
