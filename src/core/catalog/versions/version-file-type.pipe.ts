import type { PipeTransform } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { VERSION_FILES, type VersionFileType } from './product-version.entity';

/** Parses the version file type in a path. */
export class VersionFileTypePipe implements PipeTransform<unknown, VersionFileType> {
  transform(value: unknown): VersionFileType {
    const type = VERSION_FILES.find((known) => known === value);
    if (!type) {
      throw problem('VERSION_FILE_TYPE_UNKNOWN', { field: 'type', types: VERSION_FILES.join(', ') });
    }
    return type;
  }
}
