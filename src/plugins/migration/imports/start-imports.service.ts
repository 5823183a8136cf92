import { Injectable } from '@nestjs/common';
import { Clock, currentRequest, problem, Randomness } from '../../../core/common';
import { SecretCipher, type StoredFile, StoredFilesService, UnitOfWork } from '../../../core/platform';
import { canReadOn, Import, type ImportOptions, isWorking, tokenSecret } from './import.entity';
import { found, ImportsService } from './imports.service';
import { firstPage, pagedApi } from './paged-apis';
import { RunImportsService } from './run-imports.service';

/** Somebody reads a file if the last step is not longer ago. */
const ALIVE_MS = 5_000;
const MAX_FILE_NAME = 255;
const JSON_TYPE = 'application/json';

/** An API that is read with a token. */
export interface ApiInput {
  /** Address without the lists. */
  readonly base: string;
  readonly token: string;
}

/** Starts imports of files and APIs, and continues those that were interrupted. */
@Injectable()
export class StartImportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly cipher: SecretCipher,
    private readonly files: StoredFilesService,
    private readonly imports: ImportsService,
    private readonly jobs: RunImportsService,
  ) {}

  /** Reads the file and checks its rows in the background; nothing is imported yet. */
  start(source: string, file: StoredFile, options: ImportOptions = {}): Promise<Import> {
    return this.work.run(async () => {
      if (file.completedAt === null) {
        await this.files.complete(file);
      } else {
        await this.files.takeKept(file);
      }
      return this.create({ source, options, fileName: file.name, fileId: file.id });
    });
  }

  /** Reads all pages of an API into a file, and then the file. */
  startApi(source: string, { base, token }: ApiInput, options: ImportOptions = {}): Promise<Import> {
    return this.work.run(async () => {
      const fileName = new URL(base).host.slice(0, MAX_FILE_NAME);
      const { id: fileId } = await this.files.begin({ name: fileName, contentType: JSON_TYPE }, { isReferenced: true });
      const api = { url: base, next: firstPage(base, pagedApi(source)), pages: 0, faults: 0 };
      const uid = this.randomness.uuid();
      return this.create({ uid, source, options, fileName, fileId, api, apiToken: this.sealed(uid, token) });
    });
  }

  private async create(
    given: Pick<Import, 'source' | 'options' | 'fileName' | 'fileId'> &
      Partial<Pick<Import, 'uid' | 'api' | 'apiToken'>>,
  ): Promise<Import> {
    const now = this.clock.now();
    const started = this.work.manager.create(Import, {
      api: null,
      apiToken: null,
      ...given,
      state: 'reading',
      attempt: 0,
      kind: null,
      position: 0,
      counts: {},
      failure: null,
      used: null,
      ...actorColumns(),
      createdAt: now,
      continuedAt: now,
      appliedAt: null,
      finishedAt: null,
      undoUntil: null,
      undoneAt: null,
    } satisfies Partial<Import>);
    const created = await this.work.create('import.started', started);
    await this.jobs.enqueue(created.id);
    return created;
  }

  private sealed(uid: string, token: string): string {
    return this.cipher.encrypt(tokenSecret(uid), token);
  }

  /**
   * Continues an import at once that was interrupted, or the reading of an API that has failed; others are not disturbed.
   * @param token of the API; it was deleted when the reading failed
   */
  async resume(uid: string, token?: string): Promise<Import> {
    const of = await this.imports.get(uid);
    if (canReadOn(of)) {
      return this.readOn(uid, token);
    }
    const isAlive = of.continuedAt.getTime() > this.clock.now().getTime() - ALIVE_MS;
    // A file that is being read would be read anew.
    if (isWorking(of) && !(of.state === 'reading' && isAlive)) {
      await this.jobs.enqueue(of.id);
    }
    return of;
  }

  private readOn(uid: string, token: string | undefined): Promise<Import> {
    if (token === undefined) {
      throw problem('IMPORT_TOKEN_MISSING', { field: 'token' });
    }
    return this.work.run(async () => {
      const of = await this.locked(uid);
      if (!canReadOn(of)) {
        return of;
      }
      await this.jobs.enqueue(of.id);
      const change = { state: 'reading', failure: null, apiToken: this.sealed(uid, token) } as const;
      return this.work.update('import.resumed', of, { ...change, continuedAt: this.clock.now() });
    });
  }

  private async locked(uid: string): Promise<Import> {
    return found(await this.work.manager.findOne(Import, { where: { uid }, lock: { mode: 'for_no_key_update' } }));
  }
}

function actorColumns(): Pick<Import, 'actorType' | 'actorId' | 'actor' | 'ip' | 'requestId'> {
  const request = currentRequest();
  const { type: actorType, id: actorId, name: actor } = request?.actor ?? { type: 'system', id: null, name: 'system' };
  return { actorType, actorId, actor, ip: request?.address ?? null, requestId: request?.requestId ?? null };
}
