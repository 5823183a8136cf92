import { Controller, Delete, Get, HttpCode, Param, Put, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Permission } from '../../identity/permissions/permission';
import { sendFile } from '../../common/http/file-answer';
import { receiveForm, TakesFile } from '../../common/http/uploads';
import { Answers } from '../../common/openapi/answers.decorator';
import { AnswersFileOrRange } from '../../common/openapi/answers-file.decorator';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { IdOrName } from '../../common/validation/id.pipes';
import { VERSION_ID, VersionDto } from './dto/version.dto';
import { VERSION_FILES, type VersionFileType } from './product-version.entity';
import { VersionFilesService } from './version-files.service';
import { VersionFileTypePipe } from './version-file-type.pipe';
import { MAX_VERSION_FILE_BYTES } from './versions.service';
import { problem } from '../../common/errors/domain-error';

const FIELD = 'file';

const PRODUCT_ID = 'UUID or reference of the product.';

const FileType = (): MethodDecorator => ApiParam({ name: 'type', enum: VERSION_FILES, enumName: 'VersionFileType' });

@ApiTags('products')
@Controller('api/v1/products/:id/versions/:version_id/files/:type')
export class VersionFilesController {
  constructor(
    private readonly versionFiles: VersionFilesService,
    private readonly files: StoredFilesService,
    private readonly clock: Clock,
  ) {}

  /** Upload a version file. It replaces the existing file atomically. */
  @Put()
  @TakesFile(FIELD, 'A file of at most 2 GiB.')
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE', 'FILE_TOO_LARGE', 'FORM_TOO_LARGE')
  @NotIdempotent()
  @Authorized(Permission.ProductsWrite)
  @FileType()
  async uploadVersionFile(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
    @Req() request: FastifyRequest,
  ): Promise<VersionDto> {
    const { files } = await receiveForm(request, [{ field: FIELD, maxBytes: MAX_VERSION_FILE_BYTES }], {
      store: (upload) => this.versionFiles.store(id, versionId, upload),
      discard: (stored) => this.versionFiles.discard(stored),
    });
    const file = files.get(FIELD);
    if (!file) {
      throw problem('FILE_MISSING_IN_FORM', { field: FIELD });
    }
    return VersionDto.from(await this.versionFiles.replace(id, versionId, type, file), this.clock.now());
  }

  /** Download a version file, or part of it with `Range`. The `ETag` is its SHA-256. */
  @Get()
  @AnswersFileOrRange()
  @Authorized(Permission.ProductsRead)
  @FileType()
  async downloadVersionFile(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.versionFiles.find(id, versionId, type);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }

  /** Delete a version file. */
  @Delete()
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  @FileType()
  async deleteVersionFile(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
  ): Promise<void> {
    await this.versionFiles.remove(id, versionId, type);
  }
}
