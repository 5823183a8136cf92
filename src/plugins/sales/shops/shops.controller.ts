import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Answers, ApiTag, Authorized, baseUrl, datedPage, toPage, UuidPipe } from '../../../core/common';
import { RedactOnReplay, Settings } from '../../../core/platform';
import {
  CreateShopDto,
  ListShopsDto,
  RotateShopSecretDto,
  ShopDto,
  ShopPageDto,
  ShopSettingsInputDto,
  ShopWithSecretDto,
  UpdateShopDto,
} from './dto/shop.dto';
import type { Shop } from './shop.entity';
import { ShopsService } from './shops.service';

@ApiTag('shops', 'Connections of shops, whose payments give licenses.')
@Controller('api/v1/shops')
export class ShopsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly settings: Settings,
  ) {}

  /** Connect a shop. Enter `events_url` in the shop as the address of a webhook. The secret is returned only in this response. */
  @Post()
  @Answers(409, 'Another shop has the name, or there are 100 shops already.')
  @RedactOnReplay('secret')
  @Authorized('shops:write')
  async createShop(@Body() input: CreateShopDto, @Req() request: FastifyRequest): Promise<ShopWithSecretDto> {
    const created = await this.shops.create(CreateShopDto.toInput(input));
    return ShopWithSecretDto.shown(created, undefined, this.base(request));
  }

  /** List shops, newest first. */
  @Get()
  @Authorized('shops:read')
  async listShops(@Query() { q, ...page }: ListShopsDto, @Req() request: FastifyRequest): Promise<ShopPageDto> {
    const found = await this.shops.list(datedPage(page), q);
    const counts = await this.shops.eventCounts(found.rows);
    return toPage(found, (shop) => ShopDto.from(shop, counts.get(shop.id), this.base(request)));
  }

  /** Get a shop. */
  @Get(':id')
  @Authorized('shops:read')
  async getShop(@Param('id', UuidPipe) id: string, @Req() request: FastifyRequest): Promise<ShopDto> {
    return this.shown(await this.shops.get(id), request);
  }

  /** Update the settings of a shop. Omitted settings are unchanged. They apply to events that are not applied yet. */
  @Patch(':id')
  @Authorized('shops:write')
  async updateShop(
    @Param('id', UuidPipe) id: string,
    @Body() { settings = {} }: UpdateShopDto,
    @Req() request: FastifyRequest,
  ): Promise<ShopDto> {
    return this.shown(await this.shops.change(id, ShopSettingsInputDto.toChange(settings)), request);
  }

  /** Disconnect a shop. Its events and mappings are deleted; its orders and licenses stay. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized('shops:write')
  async deleteShop(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.shops.delete(id);
  }

  /** Replace the secret. Events that are signed with the former one are accepted until the overlap ends. The secret is returned only in this response. */
  @Post(':id/rotate-secret')
  @RedactOnReplay('secret')
  @Authorized('shops:write')
  async rotateShopSecret(
    @Param('id', UuidPipe) id: string,
    @Body() { secret, overlap_hours }: RotateShopSecretDto,
    @Req() request: FastifyRequest,
  ): Promise<ShopWithSecretDto> {
    const rotated = await this.shops.rotateSecret(id, secret, overlap_hours);
    const counts = await this.shops.eventCounts([rotated.shop]);
    return ShopWithSecretDto.shown(rotated, counts.get(rotated.shop.id), this.base(request));
  }

  private async shown(shop: Shop, request: FastifyRequest): Promise<ShopDto> {
    const counts = await this.shops.eventCounts([shop]);
    return ShopDto.from(shop, counts.get(shop.id), this.base(request));
  }

  private base(request: FastifyRequest): string {
    return baseUrl(request, this.settings.PUBLIC_URL);
  }
}
