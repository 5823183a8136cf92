import { Injectable, type StreamableFile } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { currentCaller } from '../../identity/permissions/caller';
import { ownedOrAll } from '../../identity/permissions/owned-or-all';
import type { DataExport } from '../../platform/exports/data-export.entity';
import { DataExportsService } from '../../platform/exports/data-exports.service';
import { LICENSES_EXPORT } from './licenses-export-kind';

/** The exports that are jobs of the API, of those that the caller may see. */
@Injectable()
export class ExportJobsService {
  constructor(private readonly exports: DataExportsService) {}

  /** Undefined if no export has this id, which may be that of a change. */
  find(uid: string): Promise<DataExport | undefined> {
    return this.exports.find(uid, ownedOrAll(currentCaller()), LICENSES_EXPORT);
  }

  /** Throws JOB_NOT_FOUND: neither an export nor a change has this id. */
  async get(uid: string): Promise<DataExport> {
    const row = await this.find(uid);
    if (!row) {
      throw problem('JOB_NOT_FOUND');
    }
    return row;
  }

  download(row: DataExport): Promise<StreamableFile> {
    return this.exports.download(row);
  }

  stop({ uid }: DataExport): Promise<DataExport> {
    return this.exports.stop(uid, ownedOrAll(currentCaller()));
  }

  async delete({ uid }: DataExport): Promise<void> {
    await this.exports.delete(uid, ownedOrAll(currentCaller()));
  }
}
