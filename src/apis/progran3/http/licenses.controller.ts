import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { AdministrativeStatusService } from '../app/administrative-status.service';
import { Answers, Authorized, Clock, SharedPathDialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { IssueLicensesService } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { FromReplica } from '../../../core/platform';
import {
  ChangedLicenseDto,
  CreateLicenseDto,
  DeletedLicenseDto,
  LicenseDto,
  LicenseListDto,
  ListLicensesDto,
  PaginationDto,
  UpdateLicenseDto,
} from './dto/license.dto';
import { LicenseUidPipe } from './license-uid.pipe';
import { PROGRAN3, PROGRAN3_PRODUCT } from '../progran3.dialect';
import { SignatureGuard } from './signature.guard';

/** Paths shared with LIC. */
@SharedPathDialect(PROGRAN3)
@ApiTags('licenses')
@Controller('api/licenses')
@UseGuards(SignatureGuard)
export class Progran3LicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuing: IssueLicensesService,
    private readonly statuses: AdministrativeStatusService,
    private readonly clock: Clock,
  ) {}

  /** List licenses. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead, { openable: true })
  async listLicenses(@Query() query: ListLicensesDto): Promise<LicenseListDto> {
    const page = ListLicensesDto.toPage(query);
    const { rows, total } = await this.licenses.list(page, ListLicensesDto.toFilter(query));
    const now = this.clock.now();
    const licenses = rows.map(({ license }) => LicenseDto.from(license, now));
    return { success: true, data: { licenses, pagination: PaginationDto.from(page, total) } };
  }

  /** Create a license with a custom key. */
  @Post()
  @Answers(409, 'The license key already exists.')
  @Authorized(Permission.LicensesWrite)
  async createLicense(@Body() input: CreateLicenseDto): Promise<ChangedLicenseDto> {
    const license = await this.issuing.issue({
      product: PROGRAN3_PRODUCT,
      key: input.license_key,
      durationDays: input.duration_days,
      description: input.description ?? '',
    });
    return {
      success: true,
      data: LicenseDto.from(license, this.clock.now()),
      message: 'License created successfully',
    };
  }

  /** Update a license. The duration counts from the first activation; a new status replaces the previous one. */
  @Put(':id')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Authorized(Permission.LicensesWrite)
  async updateLicense(
    @Param('id', LicenseUidPipe) id: string,
    @Body() input: UpdateLicenseDto,
  ): Promise<ChangedLicenseDto> {
    const { license } = await this.statuses.setStatus(id, UpdateLicenseDto.toChange(input));
    return {
      success: true,
      data: LicenseDto.from(license, this.clock.now()),
      message: 'License updated successfully',
    };
  }

  /** Delete a license, its activations and its systems. */
  @Delete(':id')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Authorized(Permission.LicensesWrite)
  async deleteLicense(@Param('id', LicenseUidPipe) id: string): Promise<DeletedLicenseDto> {
    await this.licenses.delete(id);
    return { success: true, data: { id }, message: 'License deleted successfully' };
  }
}
