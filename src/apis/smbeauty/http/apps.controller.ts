import { Body, Controller, Get, HttpCode, Param, Post, Req, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AppBundlesService, LicenseFilesService } from '../../../core/catalog';
import { Answers, AnswersFile, baseUrl, Clock, Dialect, fileAnswer, Public } from '../../../core/common';
import { Settings, StoredFilesService } from '../../../core/platform';
import { CheckHealthDto, HealthAnswerDto, HealthDto } from './dto/health.dto';
import { LICENSE_FILE, SMBEAUTY } from '../smbeauty.dialect';

/** Calls of apps. */
@Dialect(SMBEAUTY)
@ApiTags('license')
@Controller('api/license')
@Public()
export class SmBeautyAppsController {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly licenseFiles: LicenseFilesService,
    private readonly files: StoredFilesService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Get the status of an app's license. */
  @Post('health')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  async checkLicenseHealth(@Body() input: CheckHealthDto, @Req() request: FastifyRequest): Promise<HealthAnswerDto> {
    const bundle = await this.bundles.get({ appBundleId: input.app_bundle_id });
    const base = baseUrl(request, this.settings.PUBLIC_URL);
    return { success: true, data: HealthDto.from(bundle, input, this.clock.now(), base) };
  }

  /** Download an app's license file. */
  @Get('download/:app_bundle_id')
  @AnswersFile()
  @Answers(400, 'LICENSE_DISABLED', 'LICENSE_DISABLED')
  @Answers(404, 'FILE_NOT_FOUND', 'FILE_NOT_FOUND')
  async downloadLicenseFile(@Param('app_bundle_id') appBundleId: string): Promise<StreamableFile> {
    const file = await this.licenseFiles.find({ appBundleId });
    return fileAnswer(LICENSE_FILE, file.size, this.files.read(file));
  }
}
