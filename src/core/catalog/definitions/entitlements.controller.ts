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
import { EntitlementDto, EntitlementPageDto, ListEntitlementsDto, PutEntitlementDto } from './dto/entitlement.dto';
import { EntitlementsService } from './entitlements.service';

const PRODUCT_ID = 'UUID or reference of the product.';

@ApiTags('products')
@Controller('api/v1/products/:id/entitlements')
export class EntitlementsController {
  constructor(private readonly entitlements: EntitlementsService) {}

  /** List the entitlements that a product declares, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.ProductsRead)
  async listEntitlements(
    @IdOrName(PRODUCT_ID) id: string,
    @Query() { q, ...page }: ListEntitlementsDto,
  ): Promise<EntitlementPageDto> {
    return toPage(await this.entitlements.list(id, datedPage(page), { q }), (definition) =>
      EntitlementDto.from(definition),
    );
  }

  /** Get an entitlement of a product. */
  @Get(':code')
  @Authorized(Permission.ProductsRead)
  async getEntitlement(
    @IdOrName(PRODUCT_ID) id: string,
    @DefinitionCode('entitlement') code: string,
  ): Promise<EntitlementDto> {
    return EntitlementDto.from(await this.entitlements.get(id, code));
  }

  /** Declare an entitlement of a product, or replace its declaration. Policies and licenses can then grant it. */
  @Put(':code')
  @Answers(409, 'IN_USE: it is granted; its type cannot change and no choice can be removed.', {
    IN_USE: 'It is granted',
  })
  @Authorized(Permission.ProductsWrite)
  async putEntitlement(
    @IdOrName(PRODUCT_ID) id: string,
    @DefinitionCode('entitlement') code: string,
    @Body() input: PutEntitlementDto,
  ): Promise<EntitlementDto> {
    return EntitlementDto.from(await this.entitlements.put(id, code, PutEntitlementDto.toInput(input)));
  }

  /** Delete an entitlement of a product. No policy or license may grant or withdraw it. */
  @Delete(':code')
  @HttpCode(204)
  @Answers(409, 'IN_USE: a policy or a license grants or withdraws it.', {
    IN_USE: 'A policy or a license grants or withdraws it',
  })
  @Authorized(Permission.ProductsWrite)
  async deleteEntitlement(
    @IdOrName(PRODUCT_ID) id: string,
    @DefinitionCode('entitlement') code: string,
  ): Promise<void> {
    await this.entitlements.delete(id, code);
  }
}
