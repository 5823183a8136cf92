import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CSV_FIELD } from '../../common/csv/csv-cells';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import { receiveFile, TakesFile } from '../../common/http/uploads';
import { zipAnswer } from '../../common/http/zip-file';
import { AnswersFile } from '../../common/openapi/answers-file.decorator';
import { NotInSdk } from '../../common/openapi/sdk-name.decorator';
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
import { batchEntries, MAX_BATCH_BYTES } from './license-file-batch';
import { LicenseFileBatchService } from './license-file-batch.service';
import { LicenseFilesService } from './license-files.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@ApiTag('license-files', 'Signed license files for apps without network, and release codes of their devices.')
@Controller('api/v1/licenses/:id')
export class LicenseFilesController {
  constructor(
    private readonly files: LicenseFilesService,
    private readonly batches: LicenseFileBatchService,
  ) {}

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

  /**
   * Issue a license file for each air-gap request of a CSV file. The ZIP file contains them and `results.csv`, which has the result or
   * the error of each line. Each line is issued by itself: a device that is active keeps its seat, whatever becomes of other lines.
   */
  @Post('files/batch')
  @HttpCode(200)
  @TakesFile(
    CSV_FIELD,
    'A CSV file of at most 256 KB and 100 lines: the request and, in a second column, a name for its device.',
  )
  @NotIdempotent()
  @NotInSdk()
  @AnswersFile('A ZIP file.', 200, 'application/zip')
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE', 'FILE_TOO_LARGE', 'FORM_TOO_LARGE')
  @Authorized(Permission.LicensesWrite)
  async issueLicenseFiles(@IdOrName(LICENSE_ID) id: string, @Req() request: FastifyRequest): Promise<StreamableFile> {
    const csv = await receiveFile(request, { field: CSV_FIELD, maxBytes: MAX_BATCH_BYTES }, IN_MEMORY);
    const results = await this.batches.issue(id, csv);
    return zipAnswer(
      'license-files.zip',
      batchEntries(results, ({ message }) => message),
    );
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
