import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { problem } from '../../../core/common';

/** Something that is no id is not found, as an unknown one. */
@Injectable()
export class UidPipe implements PipeTransform<string, string> {
  static isUid(id: string): boolean {
    return isUUID(id);
  }

  transform(id: string): string {
    if (!UidPipe.isUid(id)) {
      throw problem('PAGE_NOT_FOUND');
    }
    return id.toLowerCase();
  }
}
