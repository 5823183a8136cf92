import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { problem } from '../../../core/common';

/** Parses a license's id in a path. */
export class LicenseUidPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isUUID(text)) {
      throw problem('LICENSE_ID_MALFORMED', { field: 'id' });
    }
    return text;
  }
}
