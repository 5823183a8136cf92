import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { SETTING_GROUPS, type SettingGroup } from './setting-groups';

@Injectable()
export class SettingGroupPipe implements PipeTransform<string, SettingGroup> {
  transform(value: string): SettingGroup {
    const group = SETTING_GROUPS.find((one) => one === value);
    if (!group) {
      throw problem('PAGE_NOT_FOUND');
    }
    return group;
  }
}
