import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { RedactOnReplay } from '../../platform/idempotency/idempotency.decorators';
import { UuidPipe } from '../../common/validation/id.pipes';
import { ApiKeyVersionsService } from './api-key-versions.service';
import { ApiKeyUsesService } from './api-key-uses.service';
import { ApiKeysService } from './api-keys.service';
import {
  ApiKeyDetailsDto,
  ApiKeyDto,
  ApiKeyPageDto,
  RotateApiKeyDto,
  CreateApiKeyDto,
  ApiKeyWithSecretDto,
  ListApiKeysDto,
  UpdateApiKeyDto,
} from './dto/api-key.dto';

@ApiTag('api-keys', 'API keys of client apps and of other systems.')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly uses: ApiKeyUsesService,
    private readonly versions: ApiKeyVersionsService,
  ) {}

  /** Create an API key, or import an existing one. The key is returned only in this response. */
  @Post()
  @Answers(404, 'Product not found.')
  @Answers(409, 'An API key with this value already exists.')
  @RedactOnReplay('key')
  @Authorized(Permission.ApiKeysWrite)
  async createApiKey(@Body() input: CreateApiKeyDto): Promise<ApiKeyWithSecretDto> {
    return ApiKeyWithSecretDto.shown(await this.apiKeys.create(CreateApiKeyDto.toInput(input)));
  }

  /** List API keys, including revoked ones. */
  @Get()
  @Authorized(Permission.ApiKeysRead)
  async listApiKeys(@Query() { limit, after, sort, created_at, ...filter }: ListApiKeysDto): Promise<ApiKeyPageDto> {
    return toPage(await this.apiKeys.list(datedPage({ limit, after, sort, created_at }), filter), (apiKey) =>
      ApiKeyDto.from(apiKey),
    );
  }

  /** Get an API key. */
  @Get(':id')
  @Authorized(Permission.ApiKeysRead)
  async getApiKey(@Param('id', UuidPipe) id: string): Promise<ApiKeyDetailsDto> {
    const apiKey = await this.apiKeys.get(id);
    const [uses, refusal] = [await this.uses.ofKey(apiKey), await this.uses.lastRefusalOf(apiKey)];
    return ApiKeyDetailsDto.of(apiKey, uses, refusal, await this.versions.ofKey(apiKey));
  }

  /** Change the version of the API in which calls with an API key are answered. Its other properties never change. */
  @Patch(':id')
  @Answers(409, 'The key was revoked.')
  @Authorized(Permission.ApiKeysWrite)
  async updateApiKey(@Param('id', UuidPipe) id: string, @Body() { api_version }: UpdateApiKeyDto): Promise<ApiKeyDto> {
    return ApiKeyDto.from(await this.apiKeys.changeVersion(id, api_version));
  }

  /**
   * Rotate an API key. The old value stops working immediately, or after `overlap_seconds`; the new one is returned only in this
   * response. An older value, which a former rotation left valid, stops working immediately.
   */
  @Post(':id/rotate')
  @Answers(409, 'The key was revoked.')
  @ApiBody({ type: RotateApiKeyDto, required: false })
  @RedactOnReplay('key')
  @Authorized(Permission.ApiKeysWrite)
  async rotateApiKey(
    @Param('id', UuidPipe) id: string,
    @Body() { overlap_seconds }: RotateApiKeyDto,
  ): Promise<ApiKeyWithSecretDto> {
    return ApiKeyWithSecretDto.shown(await this.apiKeys.rotate(id, overlap_seconds));
  }

  /** Revoke an API key immediately. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.ApiKeysWrite)
  async revokeApiKey(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.apiKeys.revoke(id);
  }
}
