import { Body, Controller, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { ChangeLicenseService } from '../licenses/change-license.service';
import { UpdateLicenseDto } from '../licenses/dto/license-input.dto';
import { LicenseDto } from '../licenses/dto/license.dto';
import { ExtendLicenseService } from '../licenses/extend-license.service';
import { ChangePolicyService } from '../policy-changes/change-policy.service';
import { ChangeLicensePolicyDto, LicensePolicyChangeDto } from '../policy-changes/dto/policy-change.dto';
import { ChangeLicensePolicyOnDateDto, ExtendLicenseOnDateDto, UpdateLicenseOnDateDto } from './dto/change-on-date.dto';
import { ScheduleChangesService } from './schedule-changes.service';

/** The changes of a license that are made at once or at a date. */
@ApiTags('licenses')
@Controller('api/v1/licenses/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseChangesController {
  constructor(
    private readonly changes: ChangeLicenseService,
    private readonly extension: ExtendLicenseService,
    private readonly policies: ChangePolicyService,
    private readonly schedules: ScheduleChangesService,
    private readonly clock: Clock,
  ) {}

  /** Update a license. Omitted fields are unchanged. */
  @Patch()
  @Answers(404, 'License, policy or customer not found.')
  @Answers(409, 'The policy or the customer was deleted concurrently.')
  async updateLicense(
    @IdOrName(LICENSE_ID) id: string,
    @Body() { effective_at, ...input }: UpdateLicenseOnDateDto,
  ): Promise<LicenseDto> {
    const updated = effective_at
      ? this.schedules.scheduleEach(id, UpdateLicenseOnDateDto.toOperations(input), effective_at)
      : this.changes.change(id, UpdateLicenseDto.toChange(input));
    return LicenseDto.from(await updated, this.clock.now());
  }

  /**
   * Extend a license by days, calendar months or years, by default from the date that its policy names. If the term is yet to
   * start, the term is extended. Months keep the time of day in `TIME_ZONE`, and the day of the month unless the later month
   * has no such day: a month after 31 January is the last day of February, and a month after that is 28 or 29 March.
   */
  @Post('extend')
  @HttpCode(200)
  @Answers(409, 'NEVER_EXPIRES: the license has no expiration date.', 'NEVER_EXPIRES')
  async extendLicense(
    @IdOrName(LICENSE_ID) id: string,
    @Body() { effective_at, ...params }: ExtendLicenseOnDateDto,
  ): Promise<LicenseDto> {
    const { from, ...span } = params;
    const extended = effective_at
      ? this.schedules.scheduleEach(id, [{ action: 'extend', params }], effective_at)
      : this.extension.renew(id, span, from);
    return LicenseDto.from(await extended, this.clock.now());
  }

  /** Change the policy of a license, with limits and term. Seats above the new limit stay active, but no other is admitted. */
  @Post('change-policy')
  @HttpCode(200)
  @Answers(404, 'License or policy not found.')
  async changeLicensePolicy(
    @IdOrName(LICENSE_ID) id: string,
    @Body() { effective_at: effectiveAt, dry_run: isDryRun = false, ...params }: ChangeLicensePolicyOnDateDto,
  ): Promise<LicensePolicyChangeDto> {
    const changed = effectiveAt
      ? this.schedules.schedulePolicy(id, params, { effectiveAt, isDryRun })
      : this.policies.change(id, { ...ChangeLicensePolicyDto.toInput(params), isDryRun });
    return LicensePolicyChangeDto.from(await changed);
  }
}
