import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AdvanceRolloutDto,
  ChangeRolloutDto,
  PublishVersionDto,
  StopVersionDto,
} from '../../catalog/versions/dto/version-rollout.dto';
import { VERSION_ID, VersionDto } from '../../catalog/versions/dto/version.dto';
import type { ProductVersion } from '../../catalog/versions/product-version.entity';
import { VersionDownloadsService } from '../../catalog/versions/version-downloads.service';
import type { RolloutChange } from '../../catalog/versions/version-rollouts.service';
import { VersionRolloutsService } from '../../catalog/versions/version-rollouts.service';
import { VersionsService } from '../../catalog/versions/versions.service';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { VersionDownloadsDto, VersionDownloadsQueryDto } from './dto/version-downloads.dto';
import { NamedLicensesService } from './named-licenses.service';

const PRODUCT_ID = 'UUID or reference of the product.';
const NOT_PUBLISHED = 'The version is not published.';

@ApiTags('products')
@Controller('api/v1/products/:id/versions/:version_id')
export class VersionRolloutsController {
  constructor(
    private readonly rollouts: VersionRolloutsService,
    private readonly versions: VersionsService,
    private readonly licenses: NamedLicensesService,
    private readonly downloads: VersionDownloadsService,
    private readonly clock: Clock,
  ) {}

  /** Publish a draft or a withdrawn version, to all or in steps. Without `steps`, the version keeps the steps that it has. */
  @Post('publish')
  @HttpCode(200)
  @Answers(409, 'The version is published already.')
  @Authorized(Permission.ProductsWrite)
  async publishVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() input: PublishVersionDto,
  ): Promise<VersionDto> {
    return this.dto(await this.rollouts.publish(id, versionId, await this.changeOf(id, input)));
  }

  /** Change to whom a version is offered. Omitted fields are unchanged. The share of a published version only grows. */
  @Patch('rollout')
  @Answers(409, 'The version is offered to a larger share of the devices.')
  @Authorized(Permission.ProductsWrite)
  async changeVersionRollout(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() input: ChangeRolloutDto,
  ): Promise<VersionDto> {
    return this.dto(await this.rollouts.change(id, versionId, await this.changeOf(id, input)));
  }

  /** Offer a version to a larger share of the devices now. Repeating the call has no effect. */
  @Post('advance')
  @HttpCode(200)
  @Answers(409, 'The version is not published, halted, or offered to a larger share of the devices.')
  @Authorized(Permission.ProductsWrite)
  async advanceVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() { percent }: AdvanceRolloutDto,
  ): Promise<VersionDto> {
    return this.dto(await this.rollouts.advance(id, versionId, percent));
  }

  /** Halt a version: nobody new is offered it. Devices that were offered the version may download it. */
  @Post('halt')
  @HttpCode(200)
  @Answers(409, NOT_PUBLISHED)
  @Authorized(Permission.ProductsWrite)
  async haltVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() { reason = null }: StopVersionDto,
  ): Promise<VersionDto> {
    return this.dto(await this.rollouts.halt(id, versionId, reason));
  }

  /** Resume a halted version at the same share. The dates of its next steps move by the time for which it was halted. */
  @Post('resume')
  @HttpCode(200)
  @Answers(409, NOT_PUBLISHED)
  @Authorized(Permission.ProductsWrite)
  async resumeVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
  ): Promise<VersionDto> {
    return this.dto(await this.rollouts.resume(id, versionId));
  }

  /** Withdraw a version: nobody is offered it or can download it. Devices on which the version is installed keep it. */
  @Post('withdraw')
  @HttpCode(200)
  @Answers(409, NOT_PUBLISHED)
  @Authorized(Permission.ProductsWrite)
  async withdrawVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() { reason = null }: StopVersionDto,
  ): Promise<VersionDto> {
    return this.dto(await this.rollouts.withdraw(id, versionId, reason));
  }

  /** Get the downloads of a version by day: finished ones with a license, each device once a day. */
  @Get('downloads')
  @Authorized(Permission.ProductsRead)
  async getVersionDownloads(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Query() { days }: VersionDownloadsQueryDto,
  ): Promise<VersionDownloadsDto> {
    const { id: version } = await this.versions.get(id, versionId);
    return VersionDownloadsDto.from(this.downloads.lastDays(days), await this.downloads.ofVersions([version], days));
  }

  private async changeOf(product: string, input: ChangeRolloutDto): Promise<RolloutChange> {
    const licenses = input.licenses && (await this.licenses.uidsOf(product, input.licenses));
    return ChangeRolloutDto.toChange(input, licenses);
  }

  private dto(version: ProductVersion): VersionDto {
    return VersionDto.from(version, this.clock.now());
  }
}
