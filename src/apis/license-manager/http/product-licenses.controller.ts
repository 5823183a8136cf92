import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Clock, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ChangeLicenseService, LicensesService } from '../../../core/licensing';
import { UNUSED } from '../../../core/licensing/internal';
import { IssueLicensesService } from '../../../core/licenses';
import { pageOf } from '../../kit/page-of';
import { FromReplica } from '../../../core/platform';
import { MetaDto } from './dto/page.dto';
import { CreateLmLicenseDto, ListLmLicensesDto, UpdateLmLicenseDto } from './dto/product-license-input.dto';
import { ChangedLmLicenseDto, LmLicenseAnswerDto, LmLicenseDto, LmLicenseListDto } from './dto/product-license.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { productInField } from './product-in-field';

const PRODUCT = 'product_reference_id';

@Dialect(LICENSE_MANAGER)
@ApiTags('licenses')
@Controller('api/internal/product-licenses')
export class LmProductLicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuing: IssueLicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly clock: Clock,
  ) {}

  /** List licenses, newest first. */
  @Get()
  @FromReplica()
  @Answers(422, 'A query parameter is invalid.')
  @Authorized(Permission.LicensesRead)
  async listLicenses(@Query() query: ListLmLicensesDto): Promise<LmLicenseListDto> {
    const page = pageOf(query, LICENSE_MANAGER);
    const { rows, total } = await this.licenses.list(page, ListLmLicensesDto.toFilter(query));
    const now = this.clock.now();
    return { error: false, data: rows.map((row) => LmLicenseDto.from(row, now)), meta: MetaDto.from(page, total) };
  }

  /** Get a license by its code or number. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getLicense(@Param('id') idOrReference: string): Promise<LmLicenseAnswerDto> {
    return { error: false, data: LmLicenseDto.from(await this.licenses.get({ idOrReference }), this.clock.now()) };
  }

  /** Create a license. */
  @Post()
  @Answers(422, 'A field is invalid, the product was not found, or the license code already exists.')
  @Authorized(Permission.LicensesWrite)
  async createLicense(@Body() input: CreateLmLicenseDto): Promise<ChangedLmLicenseDto> {
    const license = await productInField(PRODUCT, this.issuing.issue(CreateLmLicenseDto.toLicense(input)));
    const data = LmLicenseDto.from({ license, use: UNUSED }, this.clock.now());
    return { error: false, data, message: 'License created.' };
  }

  /** Update a license. Omitted fields are unchanged. */
  @Put(':id')
  @Answers(422, 'A field is invalid, the product was not found, or the license code already exists.')
  @Authorized(Permission.LicensesWrite)
  async updateLicense(
    @Param('id') idOrReference: string,
    @Body() input: UpdateLmLicenseDto,
  ): Promise<ChangedLmLicenseDto> {
    const changed = await productInField(
      PRODUCT,
      this.changing.change({ idOrReference }, UpdateLmLicenseDto.toChange(input)),
    );
    return { error: false, data: LmLicenseDto.from(changed, this.clock.now()), message: 'License updated.' };
  }
}
