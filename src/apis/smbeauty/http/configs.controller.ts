import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AppBundlesService, LicenseFilesService } from '../../../core/catalog';
import { Answers, Authorized, Dialect, TakesFile } from '../../../core/common';
import { receiveFile } from '../../../core/common/internal';
import { Permission } from '../../../core/identity';
import { FromReplica } from '../../../core/platform';
import {
  ConfigAnswerDto,
  ConfigListDto,
  CreatedConfigAnswerDto,
  DoneDto,
  UpdatedConfigAnswerDto,
  UploadedFileAnswerDto,
} from './dto/config-answers.dto';
import {
  ConfigDto,
  ConfigsQueryDto,
  CreateConfigDto,
  toAppBundleChange,
  toNewAppBundle,
  UpdateConfigDto,
} from './dto/config.dto';
import { LICENSE_FILE, SMBEAUTY } from '../smbeauty.dialect';

const FILE_FIELD = 'license_file';
/** Recorded as `updated_by` of an upload, which names no user. */
const UPLOADER = 'system';

/** The administration, which needs no credential in its contract. */
@Dialect(SMBEAUTY)
@ApiTags('admin')
@Controller('api/admin/license')
export class SmBeautyConfigsController {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly licenseFiles: LicenseFilesService,
  ) {}

  /** Create the license configuration of an app. */
  @Post('config')
  @HttpCode(200)
  @Authorized(Permission.AppBundlesWrite, { openable: true })
  async createConfig(@Body() input: CreateConfigDto): Promise<CreatedConfigAnswerDto> {
    const { appBundleId, createdAt } = await this.bundles.create(toNewAppBundle(input));
    return {
      success: true,
      message: '许可证配置创建成功',
      data: { app_bundle_id: appBundleId, created_at: SMBEAUTY.dates(createdAt) },
    };
  }

  /** Update the license configuration of an app. Omitted fields are unchanged. */
  @Put('config/:app_bundle_id')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Authorized(Permission.AppBundlesWrite, { openable: true })
  async updateConfig(
    @Param('app_bundle_id') appBundleId: string,
    @Body() input: UpdateConfigDto,
  ): Promise<UpdatedConfigAnswerDto> {
    const { updatedAt } = await this.bundles.change({ appBundleId }, toAppBundleChange(input));
    return {
      success: true,
      message: '许可证配置更新成功',
      data: { app_bundle_id: appBundleId, updated_at: SMBEAUTY.dates(updatedAt) },
    };
  }

  /** Get the license configuration of an app. */
  @Get('config/:app_bundle_id')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Authorized(Permission.AppBundlesRead, { openable: true })
  async getConfig(@Param('app_bundle_id') appBundleId: string): Promise<ConfigAnswerDto> {
    return { success: true, data: ConfigDto.from(await this.bundles.get({ appBundleId })) };
  }

  /** List the license configurations of all apps, newest first. */
  @Get('configs')
  @FromReplica()
  @Authorized(Permission.AppBundlesRead, { openable: true })
  async listConfigs(@Query() { page }: ConfigsQueryDto): Promise<ConfigListDto> {
    const { rows, total } = await this.bundles.list({ page, perPage: SMBEAUTY.paging.size });
    return { success: true, data: rows.map((bundle) => ConfigDto.from(bundle)), total: total ?? rows.length };
  }

  /** Delete the license configuration of an app and its license file. */
  @Delete('config/:app_bundle_id')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Authorized(Permission.AppBundlesWrite, { openable: true })
  async deleteConfig(@Param('app_bundle_id') appBundleId: string): Promise<DoneDto> {
    await this.bundles.delete({ appBundleId });
    return { success: true, message: '许可证配置删除成功' };
  }

  /** Upload the license file of an app, which replaces the previous one. */
  @Post('upload/:app_bundle_id')
  @HttpCode(200)
  @TakesFile(FILE_FIELD, 'A file of at most 10 MB whose name ends in .lic.')
  @Answers(400, 'UPLOAD_FAILED', 'UPLOAD_FAILED')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Answers(413, 'UPLOAD_FAILED: the form is too large.', 'UPLOAD_FAILED')
  @Authorized(Permission.AppBundlesWrite, { openable: true })
  async uploadLicenseFile(
    @Param('app_bundle_id') appBundleId: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadedFileAnswerDto> {
    const rules = { field: FILE_FIELD, maxBytes: this.licenseFiles.maxBytes };
    const stored = await receiveFile(request, rules, {
      store: (upload) => this.licenseFiles.store({ appBundleId }, upload),
      discard: (file) => this.licenseFiles.discard(file),
    });
    const file = await this.licenseFiles.replace({ appBundleId }, stored, UPLOADER);
    return {
      success: true,
      message: '许可证文件上传成功',
      data: { filename: LICENSE_FILE, size: file.size, uploaded_at: SMBEAUTY.dates(file.completedAt) },
    };
  }
}
