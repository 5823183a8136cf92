import { Injectable } from '@nestjs/common';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import type { ProductVersion, VersionFileType } from './product-version.entity';
import type { ProductId } from '../products/visible-products';
import { fileOf } from './version-file';
import { type VersionFiles, type VersionId, VersionsService } from './versions.service';

/** An incoming file. */
export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Stores and serves version files. */
@Injectable()
export class VersionFilesService {
  constructor(
    private readonly versions: VersionsService,
    private readonly files: StoredFilesService,
  ) {}

  /** Stores an upload, which stays invisible until `replace`. */
  async store(product: ProductId, version: VersionId, { name, contentType, bytes }: SentFile): Promise<StoredFile> {
    await this.versions.get(product, version);
    return this.files.write(bytes, { name, contentType });
  }

  discard(file: StoredFile): Promise<void> {
    return this.files.discard(file);
  }

  /** Replaces the version's file with a stored upload, which is discarded on failure. */
  async replace(
    product: ProductId,
    version: VersionId,
    type: VersionFileType,
    file: StoredFile,
  ): Promise<ProductVersion> {
    try {
      return await this.versions.change(product, version, changeOf(type, file));
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }

  async find(product: ProductId, version: VersionId, type: VersionFileType): Promise<StoredFile> {
    return fileOf(await this.versions.get(product, version), type);
  }

  async remove(product: ProductId, version: VersionId, type: VersionFileType): Promise<void> {
    await this.find(product, version, type);
    await this.versions.change(product, version, changeOf(type, null));
  }
}

function changeOf(type: VersionFileType, file: StoredFile | null): VersionFiles {
  return type === 'main' ? { mainFile: file } : { sqlFile: file };
}
