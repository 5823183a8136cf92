import { Injectable } from '@nestjs/common';
import type { CompleteFile, StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { AppBundleDisabled, AppBundleNotFound, LicenseFileNotFound, NoLicenseFile } from './app-bundle.errors';
import { type AppBundleName, AppBundlesService } from './app-bundles.service';

export const MAX_LICENSE_FILE_BYTES = 10 * 1024 * 1024;

/** A file that is being sent. */
export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const LICENSE_FILE_NAME = /^[^/\\\p{Cc}]{1,251}\.lic$/iu;

/** The files that apps run by: taken from admins, given to whoever asks for an app's. */
@Injectable()
export class LicenseFilesService {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly files: StoredFilesService,
  ) {}

  /** Stores what is sent for an app; nobody sees it before it takes the place of the former file. */
  async store(app: AppBundleName, { name, contentType, bytes }: SentFile): Promise<StoredFile> {
    await this.bundles.get(app);
    if (!LICENSE_FILE_NAME.test(name)) {
      throw new NoLicenseFile();
    }
    return this.files.write(bytes, { name, contentType });
  }

  discard(file: StoredFile): Promise<void> {
    return this.files.discard(file);
  }

  /** What was stored takes the place of the app's former file, or goes. */
  async replace(app: AppBundleName, file: StoredFile, updatedBy: string): Promise<CompleteFile> {
    try {
      if (file.size === 0) {
        throw new NoLicenseFile();
      }
      return await this.bundles.replaceLicenseFile(app, file, updatedBy);
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }

  /** What an app may download: nothing while it is disabled. Only admins are told whether an app is known. */
  async find(app: AppBundleName): Promise<StoredFile> {
    const { status, licenseFileId } = await this.bundles.get(app).catch(asMissingFile);
    if (status === 'disabled') {
      throw new AppBundleDisabled();
    }
    const file = licenseFileId === null ? null : await this.files.find(licenseFileId);
    if (!file) {
      throw new LicenseFileNotFound();
    }
    return file;
  }
}

function asMissingFile(error: unknown): never {
  throw error instanceof AppBundleNotFound ? new LicenseFileNotFound() : error;
}
