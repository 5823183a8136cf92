import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiBody, getSchemaPath } from '@nestjs/swagger';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { ListSettingsDto, SETTING_VALUES, SettingPageDto } from './dto/setting.dto';
import { SettingsService } from './settings.service';

@ApiTag('settings', 'Settings that admins change at run time.')
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  /** List settings with their values. */
  @Get()
  @Authorized('settings:read')
  async listSettings(@Query() { q }: ListSettingsDto): Promise<SettingPageDto> {
    return SettingPageDto.of(await this.settings.list(q));
  }

  /** Update settings by name. If one value is invalid, none is changed; null resets a setting to its default. Changes reach every node within ten seconds. */
  @Patch()
  @ApiBody({ schema: { $ref: getSchemaPath(SETTING_VALUES) } })
  @Authorized('settings:write')
  async updateSettings(@Body() values: Record<string, unknown> | undefined): Promise<SettingPageDto> {
    return SettingPageDto.of(await this.settings.change(values ?? {}));
  }
}
