import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { settingGroups } from './setting-groups';

@Injectable()
export class SettingGroupPipe implements PipeTransform<string> {
  transform(group: string): string {
    if (!settingGroups().has(group)) {
      throw problem('PAGE_NOT_FOUND');
    }
    return group;
  }
}
