import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { camelCased } from '../../common/fields/camel-case';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { CurrentCaller, actorOf, type Caller } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { AppBundlesService } from './app-bundles.service';
import {
  AppBundleDto,
  AppBundlePageDto,
  AppBundleQueryDto,
  CreateAppBundleDto,
  UpdateAppBundleDto,
} from './dto/app-bundle.dto';

const BUNDLE_ID = 'UUID or app_bundle_id of the app bundle.';

@ApiTag('app-bundles', 'Apps whose license is a file or a state of the app.')
@Controller('api/v1/app-bundles')
export class AppBundlesController {
  constructor(private readonly bundles: AppBundlesService) {}

  /** Create an app bundle. */
  @Post()
  @Answers(409, 'An app bundle with this app_bundle_id already exists.')
  @Authorized(Permission.AppBundlesWrite)
  async createAppBundle(@Body() input: CreateAppBundleDto, @CurrentCaller() caller: Caller): Promise<AppBundleDto> {
    const createdBy = actorOf(caller).name;
    return AppBundleDto.from(await this.bundles.create({ ...camelCased(input), createdBy }));
  }

  /** List app bundles, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.AppBundlesRead)
  async listAppBundles(@Query() query: AppBundleQueryDto): Promise<AppBundlePageDto> {
    const { app_bundle_id: appBundleId, status, platform, q } = query;
    const page = await this.bundles.list(datedPage(query), { appBundleId, status, platform, q });
    return toPage(page, (bundle) => AppBundleDto.from(bundle));
  }

  /** Get an app bundle. */
  @Get(':id')
  @Authorized(Permission.AppBundlesRead)
  async getAppBundle(@IdOrName(BUNDLE_ID) id: string): Promise<AppBundleDto> {
    return AppBundleDto.from(await this.bundles.get(id));
  }

  /** Update an app bundle. Omitted fields are unchanged. */
  @Patch(':id')
  @Answers(409, 'An app bundle with this app_bundle_id already exists.')
  @Authorized(Permission.AppBundlesWrite)
  async updateAppBundle(
    @IdOrName(BUNDLE_ID) id: string,
    @Body() input: UpdateAppBundleDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AppBundleDto> {
    const updatedBy = actorOf(caller).name;
    return AppBundleDto.from(await this.bundles.change(id, { ...camelCased(input), updatedBy }));
  }

  /** Delete an app bundle and its license file. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.AppBundlesWrite)
  async deleteAppBundle(@IdOrName(BUNDLE_ID) id: string): Promise<void> {
    await this.bundles.delete(id);
  }
}
