import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, datedPage, toPage, UuidPipe } from '../../../core/common';
import {
  CreateShopMappingDto,
  ListShopMappingsDto,
  ShopMappingDto,
  ShopMappingPageDto,
  UpdateShopMappingDto,
} from './dto/shop-mapping.dto';
import { ShopMappingsService } from './shop-mappings.service';

@ApiTags('shops')
@Controller('api/v1/shops/:id/mappings')
export class ShopMappingsController {
  constructor(private readonly mappings: ShopMappingsService) {}

  /**
   * Map a price, variant or product of a shop to the licenses that it gives. Events that could not be applied because this
   * mapping was missing are applied by `replayShopEvents`.
   */
  @Post()
  @Answers(409, 'The ID is mapped already, or there are 1,000 mappings.')
  @Authorized('shops:write')
  async createShopMapping(
    @Param('id', UuidPipe) id: string,
    @Body() input: CreateShopMappingDto,
  ): Promise<ShopMappingDto> {
    return ShopMappingDto.from(await this.mappings.create(id, CreateShopMappingDto.toInput(input)));
  }

  /** List the mappings of a shop, newest first. */
  @Get()
  @Authorized('shops:read')
  async listShopMappings(
    @Param('id', UuidPipe) id: string,
    @Query() { q, ...page }: ListShopMappingsDto,
  ): Promise<ShopMappingPageDto> {
    return toPage(await this.mappings.list(id, datedPage(page), q), (mapping) => ShopMappingDto.from(mapping));
  }

  /** Get a mapping. */
  @Get(':mapping_id')
  @Authorized('shops:read')
  async getShopMapping(
    @Param('id', UuidPipe) id: string,
    @Param('mapping_id', UuidPipe) mappingId: string,
  ): Promise<ShopMappingDto> {
    return ShopMappingDto.from(await this.mappings.get(id, mappingId));
  }

  /** Update a mapping. Omitted fields are unchanged. Licenses that were given already keep their policy. */
  @Patch(':mapping_id')
  @Authorized('shops:write')
  async updateShopMapping(
    @Param('id', UuidPipe) id: string,
    @Param('mapping_id', UuidPipe) mappingId: string,
    @Body() input: UpdateShopMappingDto,
  ): Promise<ShopMappingDto> {
    return ShopMappingDto.from(await this.mappings.change(id, mappingId, UpdateShopMappingDto.toChange(input)));
  }

  /** Delete a mapping. Licenses that were given already stay. */
  @Delete(':mapping_id')
  @HttpCode(204)
  @Authorized('shops:write')
  async deleteShopMapping(
    @Param('id', UuidPipe) id: string,
    @Param('mapping_id', UuidPipe) mappingId: string,
  ): Promise<void> {
    await this.mappings.delete(id, mappingId);
  }
}
