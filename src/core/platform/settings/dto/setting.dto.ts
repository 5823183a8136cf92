import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { defined } from '../../../common/fields/fields-of';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import {
  LONGEST_ENTRY,
  LONGEST_TEXT,
  MOST_ENTRIES,
  SETTING_KINDS,
  type SettingKind,
  type SettingValue,
} from '../../../common/settings/setting-definition';
import type { SettingWithValue } from '../settings.service';

const TEXT = { type: 'string', maxLength: LONGEST_TEXT };

/** Schema of a setting value of any kind. */
const ANY_VALUE = {
  oneOf: [
    { type: 'integer', minimum: 0 },
    { type: 'boolean' },
    TEXT,
    { type: 'array', maxItems: MOST_ENTRIES, items: { type: 'string', maxLength: LONGEST_ENTRY } },
  ],
};

@ApiSchema({ name: 'Setting' })
export class SettingDto {
  /**
   * Name of the setting.
   * @example "limits.native.default"
   */
  name!: string;

  /** Kind of the value. */
  @ApiProperty({ enum: SETTING_KINDS, enumName: 'SettingKind', example: 'whole_number' })
  kind!: SettingKind;

  /** Current value. */
  @ApiProperty({ ...ANY_VALUE, example: 2000 })
  value!: SettingValue;

  @ApiProperty({ ...ANY_VALUE, example: 1000, description: 'Default value.' })
  default!: SettingValue;

  @ApiPropertyOptional({ type: 'integer', example: 1, description: 'Minimum of a whole number.' })
  min?: number;

  @ApiPropertyOptional({ type: 'integer', example: 1_000_000, description: 'Maximum of a whole number.' })
  max?: number;

  @ApiPropertyOptional({ type: [String], example: undefined, description: 'Allowed values of a choice.' })
  choices?: readonly string[];

  /** Effect of the setting, with its unit and limits. */
  description!: string;

  static from({ setting, value }: SettingWithValue): SettingDto {
    const { name, kind, min, max, choices, description } = setting;
    return { name, kind, value, default: setting.default, ...defined({ min, max, choices }), description };
  }
}

/** Schema of new values by name. The document gets it, with a field for each setting, when it is built. */
export const SETTING_VALUES = 'SettingValues';

export class ListSettingsDto {
  /** Case-insensitive part of the name or the description; all settings by default. */
  @MayBeMissing()
  @IsName()
  q?: string;
}

/** All settings in one page. */
@ApiSchema({ name: 'SettingPage' })
export class SettingPageDto extends PageOf(SettingDto) {
  static of(settings: SettingWithValue[]): SettingPageDto {
    return { items: settings.map((setting) => SettingDto.from(setting)), next: null };
  }
}
