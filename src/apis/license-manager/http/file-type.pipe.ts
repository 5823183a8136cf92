import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../../../core/common';
import { VERSION_FILES, type VersionFileType } from '../../../core/catalog';

/** Parses `main` or `sql` in a path; anything else is not found. */
@Injectable()
export class FileTypePipe implements PipeTransform<string, VersionFileType> {
  transform(text: string): VersionFileType {
    const type = VERSION_FILES.find((one) => one === text);
    if (!type) {
      throw problem('VERSION_FILE_NOT_FOUND');
    }
    return type;
  }
}
