import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { DefinitionCode } from '../../common/validation/definition-code';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { MeterDto, MeterPageDto, ListMetersDto, PutCreditDto, PutMeterDto } from './dto/meter.dto';
import { MetersService } from './meters.service';

const PRODUCT_ID = 'UUID or reference of the product.';

@ApiTags('products')
@Controller('api/v1/products/:id')
export class MetersController {
  constructor(private readonly meters: MetersService) {}

  /** List the meters and credits that a product declares, newest first. */
  @Get('meters')
  @FromReplica()
  @Authorized(Permission.ProductsRead)
  async listMeters(@IdOrName(PRODUCT_ID) id: string, @Query() { q, ...page }: ListMetersDto): Promise<MeterPageDto> {
    return toPage(await this.meters.list(id, datedPage(page), { q }), (definition) => MeterDto.from(definition));
  }

  /** Get a meter or a credit of a product. */
  @Get('meters/:code')
  @Authorized(Permission.ProductsRead)
  async getMeter(@IdOrName(PRODUCT_ID) id: string, @DefinitionCode('meter') code: string): Promise<MeterDto> {
    return MeterDto.from(await this.meters.get(id, code));
  }

  /** Declare a meter of a product, or replace its declaration. Policies and licenses can then grant it. */
  @Put('meters/:code')
  @Answers(409, 'IN_USE: it is granted; its kind cannot change.', { IN_USE: 'It is granted' })
  @Authorized(Permission.ProductsWrite)
  async putMeter(
    @IdOrName(PRODUCT_ID) id: string,
    @DefinitionCode('meter') code: string,
    @Body() input: PutMeterDto,
  ): Promise<MeterDto> {
    return MeterDto.from(await this.meters.put(id, code, PutMeterDto.toInput(input)));
  }

  /**
   * Declare a credit of a product, a balance with decimals that features draw from at rates, or replace its declaration. It is listed
   * and deleted as a meter.
   */
  @Put('credits/:code')
  @Authorized(Permission.ProductsWrite)
  async putCredit(
    @IdOrName(PRODUCT_ID) id: string,
    @DefinitionCode('meter') code: string,
    @Body() input: PutCreditDto,
  ): Promise<MeterDto> {
    return MeterDto.from(await this.meters.put(id, code, PutCreditDto.toInput(input)));
  }

  /** Delete a meter or a credit of a product. No policy or license may grant or withdraw it. */
  @Delete('meters/:code')
  @HttpCode(204)
  @Answers(409, 'IN_USE: a policy or a license grants or withdraws it.', {
    IN_USE: 'A policy or a license grants or withdraws it',
  })
  @Authorized(Permission.ProductsWrite)
  async deleteMeter(@IdOrName(PRODUCT_ID) id: string, @DefinitionCode('meter') code: string): Promise<void> {
    await this.meters.delete(id, code);
  }
}
