import { problem } from '../../common/errors/domain-error';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import type { ProductVersion, VersionFileType } from './product-version.entity';

/** The file of a version by its type; refused with VERSION_FILE_NOT_FOUND if it has none. The version must be loaded with its files. */
export function fileOf({ mainFile, sqlFile }: ProductVersion, type: VersionFileType): StoredFile {
  const file = type === 'main' ? mainFile : sqlFile;
  if (!file) {
    throw problem('VERSION_FILE_NOT_FOUND');
  }
  return file;
}
