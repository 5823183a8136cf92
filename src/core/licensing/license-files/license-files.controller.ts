import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ActivationDto } from '../activations/dto/activation.dto';
import {
  IssuedLicenseFileDto,
  IssueLicenseFileDto,
  LicenseFileDto,
  LicenseFilePageDto,
  ListLicenseFilesDto,
  ReleaseOfflineDeviceDto,
} from '../../verification/license-files/dto/license-file.dto';
import { LicenseFilesService } from './license-files.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@ApiTag('license-files', 'Signed license files for apps without network, and release codes of their devices.')
@Controller('api/v1/licenses/:id')
export class LicenseFilesController {
  constructor(private readonly files: LicenseFilesService) {}

  /**
   * Issue a signed license file, with which an app runs without the server: for a device, for the device of an air-gap
   * request, or for any device. Each call issues another file; a device that is active keeps its seat.
   */
  @Post('files')
  @NotIdempotent()
  @Answers(403, 'The license cannot be used, or not on this device; the code gives the reason.')
  @Answers(409, 'The seat limit or the lifetime activation limit is reached.')
  @Answers(
    422,
    'OFFLINE_NOT_ALLOWED: the policy allows no files, or none for so long. INVALID_CODE: the request is of another license.',
    'INVALID_CODE',
  )
  @Authorized(Permission.LicensesWrite)
  async issueLicenseFile(
    @IdOrName(LICENSE_ID) id: string,
    @Body() input: IssueLicenseFileDto,
  ): Promise<IssuedLicenseFileDto> {
    return IssuedLicenseFileDto.of(await this.files.issue(id, IssueLicenseFileDto.toOrder(input)));
  }

  /** List the files that were issued for a license, newest first, without their text. */
  @Get('files')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listLicenseFiles(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, sort, q }: ListLicenseFilesDto,
  ): Promise<LicenseFilePageDto> {
    return toPage(await this.files.list(id, { limit, after, sort }, q), (file) => LicenseFileDto.from(file));
  }

  /**
   * Revoke a license file. An app is told when it next validates or sends a heartbeat; an app without a connection keeps
   * running until the file expires. The device keeps its seat.
   */
  @Post('files/:file_id/revoke')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async revokeLicenseFile(
    @IdOrName(LICENSE_ID) id: string,
    @Param('file_id', UuidPipe) fileId: string,
  ): Promise<LicenseFileDto> {
    return LicenseFileDto.from(await this.files.revoke(id, fileId));
  }

  /** Release the seat of a device without network by the code that its app shows, and revoke its file. */
  @Post('releases')
  @Answers(
    409,
    'ALREADY_RELEASED: the code was used before, or the seat was released in another way.',
    'ALREADY_RELEASED',
  )
  @Answers(422, 'INVALID_CODE: the code is of another license or of no file of this one.', 'INVALID_CODE')
  @Authorized(Permission.LicensesWrite)
  async releaseOfflineDevice(
    @IdOrName(LICENSE_ID) id: string,
    @Body() { code }: ReleaseOfflineDeviceDto,
  ): Promise<ActivationDto> {
    return ActivationDto.from(await this.files.release(id, code));
  }
}
