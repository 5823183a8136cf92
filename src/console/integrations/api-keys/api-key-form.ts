import { PickType } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { Calendar } from '../../../common/calendar';
import type { FormValues } from '../../../common/http/form-fields';
import { IsCalendarDate, IsName, MayBeMissing } from '../../../common/validation/fields';
import type { ApiKeyFilter, NewApiKey } from '../../../identity/api-keys/api-keys.service';
import { CreateApiKeyDto } from '../../../identity/api-keys/dto/api-key.dto';
import { API_KEY_KINDS, type ApiKeyKind } from '../../../identity/permissions/permission';
import { OptionalField } from '../../kit/optional-field';
import { viewer } from '../../../i18n/viewer';
import { CursorPageDto } from '../../kit/cursor-page';

export class ApiKeyListQueryDto extends CursorPageDto implements ApiKeyFilter {
  @OptionalField()
  @IsIn(API_KEY_KINDS)
  kind?: ApiKeyKind;

  @OptionalField()
  @IsName()
  q?: string;
}

export class NewApiKeyQueryDto {
  @MayBeMissing()
  @IsIn(API_KEY_KINDS)
  kind?: ApiKeyKind;
}

/** The fields of the form; those that were left empty are missing. */
export class ApiKeyFormDto extends PickType(CreateApiKeyDto, ['name', 'kind', 'key', 'product', 'permissions']) {
  @MayBeMissing()
  @IsIn(['1'])
  allow_short?: '1';

  @MayBeMissing()
  @IsCalendarDate()
  expires_on?: string;

  /** ID of the system key that the new one is to end, once that is confirmed. */
  @MayBeMissing()
  @IsUUID()
  ends?: string;

  /** The key works to the end of its last day, where the user is. */
  static toInput({ allow_short, expires_on, permissions, kind, ends, ...input }: ApiKeyFormDto): NewApiKey {
    const expiresAt = expires_on === undefined ? null : new Calendar(viewer().zone).endOf(expires_on);
    // Client programs have one permission, which the form does not show.
    const chosen = kind === 'internal' ? permissions : null;
    return { ...input, kind, permissions: chosen, allowShort: allow_short === '1', expiresAt, ends };
  }
}

/** The permissions that are checked in a form. */
export function permissionsIn({ permissions }: FormValues): readonly string[] {
  return Array.isArray(permissions) ? (permissions as readonly string[]) : [];
}
