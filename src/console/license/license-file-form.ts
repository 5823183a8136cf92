import { IsString } from 'class-validator';
import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { IsName, MayBeMissing } from '../../common/validation/fields';
import { IssueLicenseFileDto, ReleaseOfflineDeviceDto } from '../../verification/license-files/dto/license-file.dto';
import type { LicenseFileOrder } from '../../verification/license-files/issue-license-file.service';
import { OptionalField } from '../kit/optional-field';
import { textIn } from './license-change-form';

/** The fields are those of `IssueLicenseFileDto`, as texts. */
export class IssueFileFormDto {
  @MayBeMissing()
  @IsString()
  request?: string;
}

export class ReleaseFormDto {
  @IsString()
  code!: string;
}

export class FileListQueryDto {
  @OptionalField()
  @IsName()
  after?: string;
}

const validation = new RequestValidationPipe();

/** Validates the form by the DTO of the API. Line breaks of a copied code are left out. */
export async function orderIn(body: FormValues): Promise<LicenseFileOrder> {
  const days = textIn(body, 'ttl_days').trim();
  const input = {
    request: codeIn(body, 'request') || undefined,
    hardware_id: textIn(body, 'hardware_id').trim() || undefined,
    machine_name: textIn(body, 'machine_name').trim() || undefined,
    ttl_days: days === '' ? undefined : Number(days),
    encrypted: textIn(body, 'encrypted') === '1',
  };
  const value: unknown = await validation.transform(input, { type: 'body', metatype: IssueLicenseFileDto });
  return IssueLicenseFileDto.toOrder(value as IssueLicenseFileDto);
}

export async function releaseCodeIn(body: FormValues): Promise<string> {
  const input = { code: codeIn(body, 'code') };
  const value: unknown = await validation.transform(input, { type: 'body', metatype: ReleaseOfflineDeviceDto });
  return (value as ReleaseOfflineDeviceDto).code;
}

function codeIn(body: FormValues, field: string): string {
  return textIn(body, field).replace(/\s+/g, '');
}
