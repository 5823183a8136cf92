import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Clock } from '../../common/clock';
import { csvFile } from '../../common/http/csv-file';
import { Answers } from '../../common/openapi/answers.decorator';
import { mapPages } from '../../common/pagination/all-pages';
import { toPage } from '../../common/pagination/to-page';
import { ChangeLicenseService } from './change-license.service';
import { IssuedLicensesDto, LICENSE_FIELDS, LicenseDto, LicensePageDto } from './dto/license.dto';
import { LicenseFilterDto, ListLicensesDto } from './dto/license-filter.dto';
import { IssueLicenseDto, IssueLicensesDto, UpdateLicenseDto } from './dto/license-input.dto';
import { IssueLicensesService, UNUSED } from './issue-licenses.service';
import { LicensesService, type LicenseWithUsage } from './licenses.service';

@ApiTags('licenses')
@Controller('api/v1/licenses')
export class LicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuing: IssueLicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly clock: Clock,
  ) {}

  /** Issue a license. */
  @Post()
  @Answers(404, 'There is no such product, policy or customer.')
  @Answers(409, 'There is a license with this key already.')
  @Authorized(Permission.LicensesWrite)
  async issueLicense(@Body() input: IssueLicenseDto): Promise<LicenseDto> {
    const license = await this.issuing.issue(IssueLicenseDto.toInput(input));
    return this.toDto({ license, use: UNUSED });
  }

  /** Issue many licenses alike: all of them or, where something is wrong, none. */
  @Post('batch')
  @Answers(404, 'There is no such product, policy or customer.')
  @Answers(409, 'The key format of the policy has no keys left.')
  @Authorized(Permission.LicensesWrite)
  async issueLicenses(@Body() { count, batch, ...input }: IssueLicensesDto): Promise<IssuedLicensesDto> {
    const licenses = await this.issuing.issueBatch(count, IssueLicenseDto.toInput(input), batch);
    return { items: licenses.map((license) => this.toDto({ license, use: UNUSED })) };
  }

  /** List licenses, the newest first. */
  @Get()
  @Authorized(Permission.LicensesRead)
  async listLicenses(@Query() { limit, after, ...filter }: ListLicensesDto): Promise<LicensePageDto> {
    const page = await this.licenses.list({ limit, after }, LicenseFilterDto.toFilter(filter));
    return toPage(page, (used) => this.toDto(used));
  }

  /** Download licenses as a CSV file, the newest first. What a spreadsheet would take for a formula begins with an apostrophe. */
  @Get('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized(Permission.LicensesRead)
  exportLicenses(@Query() filter: LicenseFilterDto): StreamableFile {
    const pages = this.licenses.all(LicenseFilterDto.toFilter(filter));
    return csvFile(
      'licenses.csv',
      LICENSE_FIELDS,
      mapPages(pages, (used) => this.toDto(used)),
    );
  }

  /** Read a license with its limits and their use. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getLicense(@Param('id', ParseUUIDPipe) id: string): Promise<LicenseDto> {
    return this.toDto(await this.licenses.get(id));
  }

  /** Change a license. Fields left out stay as they are. */
  @Patch(':id')
  @Answers(404, 'There is no such license, policy or customer.')
  @Answers(409, 'The policy or the customer was deleted in the meantime.')
  @Authorized(Permission.LicensesWrite)
  async updateLicense(@Param('id', ParseUUIDPipe) id: string, @Body() input: UpdateLicenseDto): Promise<LicenseDto> {
    return this.toDto(await this.changing.change(id, UpdateLicenseDto.toChange(input)));
  }

  /** Delete a license with its activations. What was recorded of it stays. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async deleteLicense(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.licenses.delete(id);
  }

  private toDto(used: LicenseWithUsage): LicenseDto {
    return LicenseDto.from(used, this.clock.now());
  }
}
