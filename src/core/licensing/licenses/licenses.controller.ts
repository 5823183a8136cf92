import { Body, Controller, Delete, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { SdkName } from '../../common/openapi/sdk-name.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Clock } from '../../common/clock';
import { csvFile } from '../../common/csv/csv-file';
import { Answers } from '../../common/openapi/answers.decorator';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { mapPages } from '../../common/pagination/map-pages';
import { toPage } from '../../common/pagination/to-page';
import { DeleteQueryDto } from '../../platform/archives/dto/archived.dto';
import { IdOrName } from '../../common/validation/id.pipes';
import { EXPORTED_FIELDS, ExportLicensesDto, toLicenseRow } from './dto/license-row.dto';
import { IssuedLicensesDto, LicenseDto, LicensePageDto } from './dto/license.dto';
import { LicenseFilterDto, ListLicensesDto } from './dto/license-filter.dto';
import { IssueLicenseDto, IssueLicensesDto } from './dto/license-input.dto';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { UNUSED } from './license-relations';
import { LicensesService, type LicenseWithUsage } from './licenses.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@ApiTag('licenses', 'Issue, change, extend, disable, revoke, import and export licenses.')
@Controller('api/v1/licenses')
export class LicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuance: IssueLicensesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Issue a license. A license that expires is returned with the type `subscription`, even if it is issued as `perpetual` or
   * `lifetime`.
   */
  @Post()
  @Answers(404, 'Product, policy or customer not found.')
  @Answers(409, 'A license with this key already exists.')
  @Authorized(Permission.LicensesWrite)
  async issueLicense(@Body() input: IssueLicenseDto): Promise<LicenseDto> {
    const license = await this.issuance.issue(IssueLicenseDto.toInput(input));
    return this.toDto({ license, use: UNUSED });
  }

  /**
   * Issue a batch of licenses. The operation is atomic. Licenses that expire are returned with the type `subscription`, even if
   * they are issued as `perpetual` or `lifetime`.
   */
  @Post('batch')
  @Answers(404, 'Product, policy or customer not found.')
  @Answers(409, 'The key space of the policy is exhausted.')
  @Authorized(Permission.LicensesWrite)
  @SdkName('issueBatch')
  async issueLicenses(@Body() { count, batch, ...input }: IssueLicensesDto): Promise<IssuedLicensesDto> {
    const licenses = await this.issuance.issueBatch(count, IssueLicenseDto.toInput(input), batch);
    return { items: licenses.map((license) => this.toDto({ license, use: UNUSED })) };
  }

  /** List licenses, newest first unless `sort` says otherwise. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listLicenses(@Query() { limit, after, sort, archived, ...filter }: ListLicensesDto): Promise<LicensePageDto> {
    const selected = { ...LicenseFilterDto.toFilter(filter), isArchived: archived };
    const page = await this.licenses.list({ limit, after, sort }, selected);
    return toPage(page, (used) => this.toDto(used));
  }

  /**
   * Download licenses as CSV, newest first; the file can be imported, which finds customers by `customer_id`. `features`,
   * `entitlements` and `meters` are the license's own, without those of its policy; `users` are the first 1,000. Values that a
   * spreadsheet would run as a formula are prefixed with an apostrophe.
   */
  @Get('export')
  @FromReplica()
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized(Permission.LicensesRead)
  exportLicenses(@Query() { columns = [...EXPORTED_FIELDS], ...filter }: ExportLicensesDto): StreamableFile {
    const pages = this.licenses.exported(LicenseFilterDto.toFilter(filter));
    const now = this.clock.now();
    return csvFile(
      'licenses.csv',
      columns,
      mapPages(pages, (exported) => toLicenseRow(exported, now)),
    );
  }

  /** Get a license with its limits and usage. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.licenses.get(id));
  }

  /**
   * Delete a license and its activations, and release its resources. It can be restored for 7 days, and until then no license
   * can have its key. Audit entries and log records are kept.
   */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async deleteLicense(@IdOrName(LICENSE_ID) id: string, @Query() { final }: DeleteQueryDto): Promise<void> {
    await this.licenses.delete(id, final);
  }

  private toDto(used: LicenseWithUsage): LicenseDto {
    return LicenseDto.from(used, this.clock.now());
  }
}
