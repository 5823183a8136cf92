import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Calendar, SharedPathDialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ChangeLicenseService, LicensesService } from '../../../core/licensing';
import { IssueLicensesService } from '../../../core/licenses';
import { FromReplica } from '../../../core/platform';
import { done, DoneDto, PaginationDto } from './dto/answer.dto';
import {
  CreatedLicensesDto,
  CreateLicensesDto,
  IssuedLicensesDto,
  LicenseAnswerDto,
  LicenseDto,
  LicenseListDto,
  ListLicensesDto,
  UpdateLicenseDto,
} from './dto/license.dto';
import { pageOf } from '../../kit/page-of';
import { LIC_PRODUCT, LIC } from '../lic.dialect';
import { LicenseNumberPipe } from '../../kit/number-pipes';

@SharedPathDialect(LIC)
@ApiTags('licenses')
@Controller('api/licenses')
export class LicLicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuing: IssueLicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly calendar: Calendar,
  ) {}

  /** List licenses, newest first. */
  @Get()
  @FromReplica()
  @Answers(422, 'A query parameter is invalid.')
  @Authorized(Permission.LicensesRead, { by: 'token' })
  async listLicenses(@Query() query: ListLicensesDto): Promise<LicenseListDto> {
    const page = pageOf(query, LIC);
    const { rows, total } = await this.licenses.list(page, ListLicensesDto.toFilter(query));
    return {
      success: true,
      data: {
        licenses: rows.map((used) => LicenseDto.from(used, this.calendar)),
        pagination: PaginationDto.from(page, total),
      },
    };
  }

  /** Create a batch of licenses. If an error occurs, none is created. */
  @Post()
  @HttpCode(200)
  @Answers(422, 'A field is invalid.')
  @Authorized(Permission.LicensesWrite, { by: 'token' })
  async createLicenses(@Body() { count, duration_days, note }: CreateLicensesDto): Promise<CreatedLicensesDto> {
    const input = { product: LIC_PRODUCT, durationDays: duration_days, wholeDays: true };
    const issued = await this.issuing.issueBatch(count, input, note || null);
    return {
      success: true,
      message: '许可证创建成功',
      data: IssuedLicensesDto.from(issued, duration_days, this.calendar),
    };
  }

  /** Update the machine note of a license, or enable or disable the license. */
  @Put(':id')
  @ApiParam({ name: 'id', type: 'integer' })
  @Answers(422, 'A field is invalid.')
  @Authorized(Permission.LicensesWrite, { by: 'token' })
  async updateLicense(
    @Param('id', LicenseNumberPipe) id: number,
    @Body() input: UpdateLicenseDto,
  ): Promise<LicenseAnswerDto> {
    const changed = await this.changing.change(id, UpdateLicenseDto.toChange(input));
    return { success: true, message: '许可证更新成功', data: LicenseDto.from(changed, this.calendar) };
  }

  /** Delete a license and unbind its machine. */
  @Delete(':id')
  @ApiParam({ name: 'id', type: 'integer' })
  @Authorized(Permission.LicensesWrite, { by: 'token' })
  async deleteLicense(@Param('id', LicenseNumberPipe) id: number): Promise<DoneDto> {
    await this.licenses.delete(id);
    return done('许可证删除成功');
  }
}
