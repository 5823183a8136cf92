import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { defined } from '../../../common/fields/fields-of';
import { problem } from '../../../common/errors/domain-error';
import { IsGivenTimestamp, MayBeMissing } from '../../../common/validation/fields';
import { ExtendLicenseDto } from '../../licenses/dto/extend-license.dto';
import { UpdateLicenseDto } from '../../licenses/dto/license-input.dto';
import type { ScheduledOperation } from '../../licenses/scheduled-params';
import { ChangeLicensePolicyDto } from '../../policy-changes/dto/policy-change.dto';

/** Validates the date at which a change takes effect; without one, it is made at once. */
function IsEffectiveAt(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsGivenTimestamp(),
    ApiProperty({
      required: false,
      example: undefined,
      description:
        'Date in the future at which the change is made; at once by default. It is checked against the license of today, listed in its `scheduled_changes`, and made within a minute after the date. A date alone is its first second in `TIME_ZONE`.',
    }),
  );
}

/** An extension, now or at a date. */
@ApiSchema({ name: 'ExtendLicense' })
export class ExtendLicenseOnDateDto extends ExtendLicenseDto {
  @IsEffectiveAt()
  effective_at?: Date;
}

/** A change of the policy, now or at a date. */
@ApiSchema({ name: 'ChangeLicensePolicy' })
export class ChangeLicensePolicyOnDateDto extends ChangeLicensePolicyDto {
  @IsEffectiveAt()
  effective_at?: Date;
}

/** Fields of a license to change, now or at a date. */
@ApiSchema({ name: 'UpdateLicense' })
export class UpdateLicenseOnDateDto extends UpdateLicenseDto {
  @ApiProperty({
    description:
      'Date in the future at which `max_activations`, `max_users`, `max_sessions`, `entitlements`, `meters` or `credits` change; at once by default. No other field can be sent with it. The change is checked against the license of today, listed in its `scheduled_changes`, and made within a minute after the date. A date alone is its first second in `TIME_ZONE`.',
  })
  @IsEffectiveAt()
  effective_at?: Date;

  /** The changes that can have a date. Throws if there are none, or others. */
  static toOperations(input: UpdateLicenseDto): ScheduledOperation[] {
    const { max_activations, max_users, max_sessions, entitlements, meters, credits, ...others } = input;
    const operations: ScheduledOperation[] = [
      { action: 'seats', params: defined({ max_activations, max_users, max_sessions }) },
      { action: 'entitlements', params: defined({ entitlements, meters, credits }) },
    ];
    const sent = operations.filter(({ params }) => Object.keys(params).length > 0);
    if (sent.length === 0 || Object.keys(defined(others)).length > 0) {
      throw problem('EFFECTIVE_AT_FIELDS');
    }
    return sent;
  }
}
