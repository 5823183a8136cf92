import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Agent } from 'undici';
import { type ApiAnswer, Clock, readApi } from '../../../core/common';
import { AnswerTooLarge } from '../../../core/common/internal';
import {
  SecretCipher,
  SettingValuesService,
  StoredFile,
  StoredFilesService,
  takeTurn,
  UnitOfWork,
} from '../../../core/platform';
import { isDatabaseAway, OutgoingTargetsService, PrivateTarget } from '../../../core/platform/internal';
import { type ApiProgress, Import, tokenSecret } from './import.entity';
import { maxImportBytes } from './import.settings';
import { type ApiPage, pagedApi, pageIn, type PagePlace } from './paged-apis';
import { UnreadableFile } from './sources/unreadable-file';

const TRIES = 10;
/** Longer ones would count as interrupted. */
const LONGEST_PAUSE_MS = 30_000;
const MAX_PAGE_BYTES = 4 * 1024 ** 2;
/** Time in which nested lists are read before they are stored. */
const TOGETHER_MS = 1_000;
/** Passing faults, and a limit of requests. */
const REPEATED = [408, 429, 500, 502, 503, 504];

/** An import whose API is being read. */
type Fetched = Import & { readonly api: ApiProgress & { readonly next: PagePlace }; readonly apiToken: string };

/** A fault that may pass. */
class PassingFault extends Error {
  constructor(
    message: string,
    /** The pause that the API asks for. */
    readonly pauseMs = 0,
  ) {
    super(message);
  }
}

/**
 * Reads an API into the file of an import, each page in a transaction with the place of the next one: what is interrupted goes
 * on after the last page.
 */
@Injectable()
export class FetchPagesService implements OnModuleDestroy {
  /** For the first repetition; each one has twice the pause. */
  pauseMs = 1_000;
  /** For a whole page. */
  timeoutMs = 30_000;
  private readonly logger = new Logger('Imports');
  private readonly stopping = new AbortController();
  private agent: Agent | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: StoredFilesService,
    private readonly cipher: SecretCipher,
    private readonly targets: OutgoingTargetsService,
    private readonly settings: SettingValuesService,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new Error('The server stopped'));
    await this.agent?.destroy();
  }

  /** Reads pages for one turn. Returns when to go on; undefined if there is nothing more to read, or somebody else reads it. */
  async fetch(id: number): Promise<Date | undefined> {
    let next: Date | undefined;
    await takeTurn(async () => {
      next = await this.step(id);
      return next !== undefined && next <= this.clock.now();
    });
    return next;
  }

  private async step(id: number): Promise<Date | undefined> {
    const query = this.work.manager.createQueryBuilder(Import, 'import').addSelect('import.apiToken');
    const of = await query.where({ id, state: 'reading' }).getOne();
    if (!of || !isFetched(of)) {
      return undefined;
    }
    try {
      return await this.store(of, await this.read(of));
    } catch (error) {
      if (this.stopping.signal.aborted || isDatabaseAway(error)) {
        throw error;
      }
      return this.pauseOrFail(of, error);
    }
  }

  /** A page, or several of nested lists: these are short, and storing each by itself would take longer than reading it. */
  private async read(of: Fetched): Promise<ApiPage> {
    const since = performance.now();
    let read = await this.readAt(of, of.api.next);
    while (read.next?.owners && performance.now() < since + TOGETHER_MS) {
      const more = await this.readAt(of, read.next).catch((error: unknown) => this.nothingFor(error));
      if (!more) {
        break;
      }
      read = { text: read.text + more.text, next: more.next };
    }
    return read;
  }

  /** Pages read before are stored first; then the same page fails again. */
  private nothingFor(error: unknown): undefined {
    if (this.stopping.signal.aborted) {
      throw error;
    }
  }

  private async readAt(of: Fetched, place: PagePlace): Promise<ApiPage> {
    const api = pagedApi(of.source);
    const path = new URL(place.url).pathname;
    const answer = await this.answerOf(of, place).catch((error: unknown) => {
      throw this.problemOf(error, `${api.title} cannot be read at ${path}`);
    });
    const page = pageIn(answer, of.api.url, api, place);
    if (page) {
      return page;
    }
    const { status, retryAfter } = answer;
    const text = `${api.title} cannot be read at ${path}: status ${status}`;
    throw REPEATED.includes(status)
      ? new PassingFault(text, Number(retryAfter) * 1_000 || 0)
      : new UnreadableFile('api_refused', text);
  }

  private async answerOf({ apiToken, uid }: Fetched, { url }: PagePlace): Promise<ApiAnswer> {
    this.targets.checkLiteral(new URL(url));
    const { Agent } = await import('undici');
    this.agent ??= new Agent({ connect: { lookup: this.targets.lookup, timeout: this.timeoutMs } });
    return readApi({
      url,
      token: this.cipher.decrypt(tokenSecret(uid), apiToken),
      accept: 'application/vnd.api+json',
      maxBytes: MAX_PAGE_BYTES,
      dispatcher: this.agent,
      signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(this.timeoutMs)]),
    });
  }

  private problemOf(error: unknown, text: string): unknown {
    if (error instanceof PrivateTarget) {
      return new UnreadableFile(
        'api_unreachable',
        `${text}: ${error.message}; WEBHOOK_ALLOW_PRIVATE=1 allows such targets`,
      );
    }
    return error instanceof AnswerTooLarge
      ? new UnreadableFile('api_too_large', `${text}: ${error.message}`)
      : new PassingFault(`${text}: ${String(error)}`);
  }

  private store(of: Fetched, { text, next }: ApiPage): Promise<Date | undefined> {
    const api = progressed(of.api, next);
    const bytes = Buffer.from(text);
    return this.changed(of, async (current) => {
      const file = await this.work.manager.findOneByOrFail(StoredFile, { id: current.fileId ?? 0 });
      if (file.size + bytes.length > maxImportBytes(this.settings)) {
        throw new UnreadableFile('api_too_large', 'The API has more than the setting imports.max_megabytes allows');
      }
      if (bytes.length > 0) {
        await this.files.append(file, bytes);
      }
      await this.work.manager.update(Import, of.id, {
        api,
        continuedAt: this.clock.now(),
        ...(next === undefined && { apiToken: null }),
      });
      return next && this.clock.now();
    });
  }

  /** The token is deleted with a failure: a person who goes on enters one. */
  private pauseOrFail(of: Fetched, error: unknown): Promise<Date | undefined> {
    const faults = of.api.faults + 1;
    const now = this.clock.now();
    if (error instanceof PassingFault && faults < TRIES) {
      const pause = Math.min(Math.max(error.pauseMs, this.pauseMs * 2 ** (faults - 1)), LONGEST_PAUSE_MS);
      return this.changed(of, async () => {
        await this.work.manager.update(Import, of.id, { api: { ...of.api, faults }, continuedAt: now });
        return new Date(now.getTime() + pause);
      });
    }
    const failure = this.failureOf(error);
    return this.changed(of, async () => {
      const change = { state: 'failed', failure, apiToken: null, continuedAt: now } as const;
      await this.work.manager.update(Import, of.id, { ...change, api: { ...of.api, faults: 0 } });
      return undefined;
    });
  }

  private failureOf(error: unknown): { reason: string; detail: string } {
    if (error instanceof PassingFault) {
      return { reason: 'api_unreachable', detail: error.message.replaceAll('\0', ' ') };
    }
    if (error instanceof UnreadableFile) {
      return { reason: error.reason, detail: error.detail.replaceAll('\0', ' ') };
    }
    this.logger.error(error);
    return { reason: 'internal', detail: 'The API could not be read; the log of the server says why' };
  }

  /** Changes the import, unless somebody else has read the page meanwhile. */
  private changed(
    { id, api }: Fetched,
    change: (current: Import) => Promise<Date | undefined>,
  ): Promise<Date | undefined> {
    return this.work.run(async (manager) => {
      const lock = { mode: 'for_no_key_update' } as const;
      const current = await manager.findOne(Import, { where: { id, state: 'reading' }, lock });
      return current?.api?.pages === api.pages ? change(current) : undefined;
    });
  }
}

function isFetched(of: Import): of is Fetched {
  return Boolean(of.api?.next) && typeof of.apiToken === 'string';
}

/**
 * A list that leads back to an earlier page has no end: each page that is not read once more is compared with the last whose number
 * is a power of two.
 */
function progressed(
  { url, next: current, pages: former, mark: formerMark }: Fetched['api'],
  next?: PagePlace,
): ApiProgress {
  const pages = former + 1;
  const mark = Number.isInteger(Math.log2(pages)) ? current.url : formerMark;
  if (next && !next.done && next.url === mark) {
    throw new UnreadableFile('api_invalid', `The API names the same page of ${current.list} twice`);
  }
  return { url, pages, mark, faults: 0, next: next ?? null };
}
