import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { CSV_TYPE } from '../../common/csv/csv-file';
import { problem } from '../../common/errors/domain-error';
import { type Actor, currentRequest } from '../../common/http/request-context';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { PluginServices } from '../../common/plugins/plugin-services';
import { Randomness } from '../../common/randomness';
import { advisoryLock } from '../database/advisory-lock';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { StoredFilesService } from '../files/stored-files.service';
import { JobQueueService } from '../jobs/job-queue.service';
import { DataExport } from './data-export.entity';
import { ownedBy } from '../records/owned-by';
import { type ExportCreator, ExportCreators, ExportKind, type ExportRequest } from './export-kind';
import { RUN_DATA_EXPORTS } from './run-data-exports';

/** Exports of one caller that are kept at the same time. */
const MAX_KEPT = 20;
/** Exports of one caller that wait or are written at the same time. */
const MAX_UNFINISHED = 5;
/** Exports that one sweep deletes. */
const SWEPT = 1_000;

/** Only exports of this actor are visible, for products that it may see; all exports without one. */
export type ExportsOf = Actor | undefined;

/** Starts, lists and deletes exports, which are kept for a day. */
@Injectable()
export class DataExportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueueService,
    private readonly files: StoredFilesService,
    private readonly randomness: Randomness,
    private readonly services: PluginServices,
  ) {}

  /** Queues an export. */
  start(request: ExportRequest): Promise<DataExport> {
    return this.work.run(async (manager) => {
      const row = this.rowOf(manager, request);
      await this.refuseTooMany(manager, row);
      const { id: fileId } = await this.files.begin({ name: `${row.name}.csv`, contentType: CSV_TYPE });
      await manager.save(Object.assign(row, { fileId }));
      await this.work.record([this.work.changeRecord('export.started', row, null, this.work.snapshot(row))]);
      await this.enqueue(row);
      return row;
    });
  }

  /** Newest first. */
  list(page: PageRequest, of: ExportsOf): Promise<Page<DataExport>> {
    const query = this.work.manager
      .createQueryBuilder(DataExport, 'export')
      .where({ ...ownedBy(of), keepUntil: MoreThan(this.clock.now()) });
    return readPage(query, page);
  }

  /** @param kind only an export of this kind; by default, of any */
  async find(uid: string, of: ExportsOf, kind?: string): Promise<DataExport | undefined> {
    const ofKind = kind === undefined ? {} : { kind };
    const where = { uid, ...ownedBy(of), ...ofKind, keepUntil: MoreThan(this.clock.now()) };
    return (await this.work.manager.findOneBy(DataExport, where)) ?? undefined;
  }

  async get(uid: string, of: ExportsOf): Promise<DataExport> {
    const row = await this.find(uid, of);
    if (!row) {
      throw problem('EXPORT_NOT_FOUND');
    }
    return row;
  }

  /** Sends the file of a finished export, and records its download. */
  async download(row: DataExport): Promise<StreamableFile> {
    const file = row.state === 'done' && row.fileId !== null ? await this.files.find(row.fileId) : null;
    if (!file) {
      throw problem('EXPORT_NOT_READY');
    }
    await this.recordDownload(row);
    return new StreamableFile(Readable.from(this.files.read(file), { objectMode: false }), {
      type: file.contentType,
      length: file.size,
      disposition: `attachment; filename="${file.name}"`,
    });
  }

  /** Records the download of rows that are sent at once. */
  async recordDirect(request: ExportRequest, rows: number): Promise<void> {
    const row = this.rowOf(this.work.manager, request);
    await this.recordDownload(Object.assign(row, { uid: this.randomness.uuid(), rows }));
  }

  /** Ends an unfinished export without a file. */
  stop(uid: string, of: ExportsOf): Promise<DataExport> {
    return this.work.run(async (manager) => {
      const row = await this.lock(manager, uid, of);
      if (row.finishedAt) {
        throw problem('JOB_FINISHED');
      }
      await this.deleteFile(row);
      const stopped = { state: 'stopped', finishedAt: this.clock.now(), fileId: null } as const;
      return this.work.update('export.stopped', row, stopped);
    });
  }

  /** Stops an unfinished export, and deletes the file of a finished one. */
  delete(uid: string, of: ExportsOf): Promise<DataExport> {
    return this.work.run(async (manager) => {
      const row = await this.lock(manager, uid, of);
      await this.work.remove('export.removed', DataExport, row);
      await this.deleteFile(row);
      return row;
    });
  }

  /** Deletes exports whose time is over. */
  async sweep(): Promise<void> {
    const due = { keepUntil: LessThanOrEqual(this.clock.now()) };
    for (const { id } of await this.work.manager.find(DataExport, { select: { id: true }, where: due, take: SWEPT })) {
      await this.work.run(async (manager) => {
        const row = await manager.findOne(DataExport, { where: { id, ...due }, lock: { mode: 'pessimistic_write' } });
        if (row) {
          await manager.delete(DataExport, id);
          await this.deleteFile(row);
        }
      });
    }
  }

  /** Undefined for a list of a later release, which may run beside this one. */
  kindOf({ kind }: Pick<DataExport, 'kind'>): ExportKind | undefined {
    return this.kinds().find((one) => one.kind === kind);
  }

  kinds(): readonly ExportKind[] {
    return this.services.all(ExportKind);
  }

  /** Reads rows of the export as its creator may see them. */
  asCreator<T>(row: ExportCreator, work: () => Promise<T>): Promise<T> {
    const creators = this.services.find(ExportCreators);
    if (!creators) {
      throw new Error('No provider extends ExportCreators');
    }
    return creators.run(row, work);
  }

  /** Continues the export on any node, after what is queued already. */
  async enqueue({ id }: Pick<DataExport, 'id'>): Promise<void> {
    await this.queue.add({ name: RUN_DATA_EXPORTS, payload: { export: id } });
  }

  private async lock(manager: EntityManager, uid: string, of: ExportsOf): Promise<DataExport> {
    const where = { uid, ...ownedBy(of) };
    const row = await manager.findOne(DataExport, { where, lock: { mode: 'pessimistic_write' } });
    if (!row) {
      throw problem('EXPORT_NOT_FOUND');
    }
    return row;
  }

  private rowOf(manager: EntityManager, request: ExportRequest): DataExport {
    const { kind, name, query, columns, description, zone, createdAt } = request;
    return manager.create(DataExport, {
      kind,
      name,
      query,
      columns,
      zone,
      createdAt,
      ...actorColumns(),
      description: description.slice(0, 500),
      state: 'queued',
      total: null,
      rows: 0,
      bytes: 0,
      step: 0,
      place: null,
      fileId: null,
      startedAt: null,
      continuedAt: null,
      finishedAt: null,
      keepUntil: new Date(createdAt.getTime() + DAY),
    } satisfies Partial<DataExport>);
  }

  private async recordDownload(row: DataExport): Promise<void> {
    const { kind, name, query, columns, rows } = row;
    await this.work.record([
      this.work.changeRecord('export.downloaded', row, null, { kind, name, query, columns, rows }),
    ]);
  }

  private async deleteFile({ fileId }: DataExport): Promise<void> {
    if (fileId !== null) {
      await this.files.delete(fileId);
    }
  }

  private async refuseTooMany(manager: EntityManager, { actorType, actorId }: DataExport): Promise<void> {
    await advisoryLock(manager, `exports of ${actorType} ${actorId}`);
    const [{ kept, unfinished }] = await manager.query<[{ kept: number; unfinished: number }]>(KEPT, [
      actorType,
      actorId,
      this.clock.now(),
    ]);
    if (kept >= MAX_KEPT || unfinished >= MAX_UNFINISHED) {
      throw problem('TOO_MANY_EXPORTS');
    }
  }
}

function actorColumns(): Pick<DataExport, 'actorType' | 'actorId' | 'actor' | 'productIds'> {
  const actor = currentRequest()?.actor;
  const { type, id, name } = actor ?? { type: 'system', id: null, name: 'system' };
  return { actorType: type, actorId: id, actor: name, productIds: actor?.products ? [...actor.products] : null };
}

const KEPT = `
  SELECT count(*)::integer AS kept, (count(*) FILTER (WHERE finished_at IS NULL))::integer AS unfinished
  FROM data_exports WHERE actor_type = $1 AND actor_id IS NOT DISTINCT FROM $2::bigint AND keep_until > $3`;
