import { Injectable } from '@nestjs/common';
import type { CompleteFile, StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { type AppBundleName, AppBundlesService } from './app-bundles.service';
import { isProblem, problem } from '../../common/errors/domain-error';

/** An incoming file. */
export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const LICENSE_FILE_NAME = /^[^/\\\p{Cc}]{1,251}\.lic$/iu;

/** Stores and serves the license files of apps. */
@Injectable()
export class LicenseFilesService {
  readonly maxBytes: number = 10 * 1024 * 1024;

  constructor(
    private readonly bundles: AppBundlesService,
    private readonly files: StoredFilesService,
  ) {}

  /** Stores an upload, which stays invisible until `replace`. */
  async store(app: AppBundleName, { name, contentType, bytes }: SentFile): Promise<StoredFile> {
    await this.bundles.get(app);
    if (!LICENSE_FILE_NAME.test(name)) {
      throw problem('NO_LICENSE_FILE');
    }
    return this.files.write(bytes, { name, contentType });
  }

  discard(file: StoredFile): Promise<void> {
    return this.files.discard(file);
  }

  /** Replaces the app's file with a stored upload, which is discarded on failure. */
  async replace(app: AppBundleName, file: StoredFile, updatedBy: string): Promise<CompleteFile> {
    try {
      if (file.size === 0) {
        throw problem('NO_LICENSE_FILE');
      }
      return await this.bundles.replaceLicenseFile(app, file, updatedBy);
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }

  /** The app's license file. An unknown app is reported as a missing file, to conceal which apps exist. */
  async find(app: AppBundleName): Promise<StoredFile> {
    const { status, licenseFileId } = await this.bundles.get(app).catch(toLicenseFileNotFound);
    if (status === 'disabled') {
      throw problem('APP_BUNDLE_DISABLED');
    }
    const file = licenseFileId === null ? null : await this.files.find(licenseFileId);
    if (!file) {
      throw problem('LICENSE_FILE_NOT_FOUND');
    }
    return file;
  }
}

function toLicenseFileNotFound(error: unknown): never {
  throw isProblem(error, 'APP_BUNDLE_NOT_FOUND') ? problem('LICENSE_FILE_NOT_FOUND') : error;
}
