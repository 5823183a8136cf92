import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { TakesLargeBody } from '../../common/http/body-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { TakeKeyService } from './take-key.service';
import { DrawKeyDto, DrawnKeyDto } from './dto/draw-key.dto';
import { ImportedKeysDto, ImportKeysDto } from './dto/import-keys.dto';
import { CreateKeyPoolDto, KeyPoolDto, KeyPoolPageDto, ListKeyPoolsDto, UpdateKeyPoolDto } from './dto/key-pool.dto';
import { ImportKeysService } from './import-keys.service';
import { KeyPoolsService } from './key-pools.service';

@ApiTag('key-pools', 'Imported license keys that are drawn one by one.')
@Controller('api/v1/key-pools')
export class KeyPoolsController {
  constructor(
    private readonly pools: KeyPoolsService,
    private readonly imports: ImportKeysService,
    private readonly draws: TakeKeyService,
    private readonly clock: Clock,
  ) {}

  /** Create an empty pool of pre-made license keys. */
  @Post()
  @Answers(404, 'Product or policy not found.')
  @Answers(409, 'A key pool with this name already exists.')
  @Authorized(Permission.LicensesWrite)
  async createKeyPool(@Body() input: CreateKeyPoolDto): Promise<KeyPoolDto> {
    return KeyPoolDto.from(await this.pools.create(CreateKeyPoolDto.toPool(input)));
  }

  /** List key pools, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listKeyPools(
    @Query() { limit, after, sort, created_at, updated_at, ...filter }: ListKeyPoolsDto,
  ): Promise<KeyPoolPageDto> {
    return toPage(await this.pools.list(datedPage({ limit, after, sort, created_at, updated_at }), filter), (pool) =>
      KeyPoolDto.from(pool),
    );
  }

  /** Get a key pool with the number of its keys. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getKeyPool(@Param('id', UuidPipe) id: string): Promise<KeyPoolDto> {
    return KeyPoolDto.from(await this.pools.get(id));
  }

  /** Update a key pool. Omitted fields are unchanged. */
  @Patch(':id')
  @Answers(409, 'A key pool with this name already exists.')
  @Authorized(Permission.LicensesWrite)
  async updateKeyPool(@Param('id', UuidPipe) id: string, @Body() input: UpdateKeyPoolDto): Promise<KeyPoolDto> {
    return KeyPoolDto.from(await this.pools.change(id, UpdateKeyPoolDto.toChange(input)));
  }

  /** Delete a key pool and the keys that are not drawn. Licenses with drawn keys are unchanged. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async deleteKeyPool(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.pools.delete(id);
  }

  /**
   * Import up to 1000 license keys into a pool. They are drawn in this order. Keys that are repeated, in a pool already, or that
   * a license has or had are skipped and returned as duplicates.
   */
  @Post(':id/keys')
  @TakesLargeBody()
  @Authorized(Permission.LicensesWrite)
  async importPooledKeys(@Param('id', UuidPipe) id: string, @Body() input: ImportKeysDto): Promise<ImportedKeysDto> {
    return this.imports.import(id, ImportKeysDto.toKeys(input));
  }

  /**
   * Issue a license with the next key of a pool. With the `order_reference` of an earlier call, that call's license is returned
   * with 200 instead of 201.
   */
  @Post(':id/draw')
  @Answers(200, DrawnKeyDto)
  @Answers(404, 'Key pool or customer not found.')
  @Answers(409, 'POOL_EMPTY: all keys are drawn; or the license of this order was deleted.', 'POOL_EMPTY')
  @Authorized(Permission.LicensesWrite)
  async drawPooledKey(
    @Param('id', UuidPipe) id: string,
    @Body() input: DrawKeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DrawnKeyDto> {
    const drawn = await this.draws.draw(id, DrawKeyDto.toLicense(input), input.order_reference);
    reply.status(drawn.isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return DrawnKeyDto.from(drawn, this.clock.now());
  }
}
