import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageOf } from '../../common/pagination/page.dto';
import type { SettingWithValue } from '../settings.service';

@ApiSchema({ name: 'Setting' })
export class SettingDto {
  /** @example "limits.native.default" */
  name!: string;

  @ApiProperty({ type: 'integer', example: 2000 })
  value!: number;

  @ApiProperty({ type: 'integer', example: 1000, description: 'What it is where nobody set it.' })
  default!: number;

  description!: string;

  static from({ setting, value }: SettingWithValue): SettingDto {
    return { name: setting.name, value, default: setting.default, description: setting.description };
  }
}

/** All settings there are, in one page. */
@ApiSchema({ name: 'SettingPage' })
export class SettingPageDto extends PageOf(SettingDto) {
  static of(settings: SettingWithValue[]): SettingPageDto {
    return { items: settings.map((setting) => SettingDto.from(setting)), next: null };
  }
}
