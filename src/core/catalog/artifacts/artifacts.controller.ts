import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { camelCased } from '../../common/fields/camel-case';
import { problem } from '../../common/errors/domain-error';
import { sendFile } from '../../common/http/file-answer';
import { receiveForm, TakesFile } from '../../common/http/uploads';
import { AnswersFileOrRange } from '../../common/openapi/answers-file.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { VERSION_ID } from '../versions/dto/version.dto';
import { MAX_VERSION_FILE_BYTES } from '../versions/versions.service';
import { addFromForm } from './artifact-form';
import { KINDS } from '../versions/artifact-target';
import { TARGET_SCHEMA } from '../versions/dto/target-name';
import { SYSTEM_VERSION } from '../versions/system-version';
import { ArtifactsService } from './artifacts.service';
import { ArtifactDto, artifactInput, ArtifactListDto, LinkArtifactDto, UpdateArtifactDto } from './dto/artifact.dto';

const FILE_FIELD = 'file';
const PRODUCT_ID = 'UUID or reference of the product.';
const ARTIFACT_ID = 'artifact_id';

const TEXTS = {
  platform: { ...TARGET_SCHEMA, description: 'By default, it is derived from the name of the file.' },
  arch: { ...TARGET_SCHEMA, description: 'By default, it is derived from the name of the file.' },
  label: { ...TARGET_SCHEMA, description: 'Tells files of one platform, processor and kind apart.' },
  metadata: { type: 'string', maxLength: 16_384, description: 'Custom vendor data: a JSON object.' },
  kind: { type: 'string', enum: [...KINDS], description: 'By default, it is derived from the name of the file.' },
  from_version: { type: 'string', maxLength: 255, description: 'For a delta, the version that it changes.' },
  min_os_version: {
    type: 'string',
    maxLength: 39,
    pattern: SYSTEM_VERSION.source,
    description: 'Oldest version of the system that the file runs on.',
  },
  ed25519_signature: { type: 'string', maxLength: 88, description: "Sparkle's signature of the file, in base64." },
  minisign_signature: { type: 'string', maxLength: 1_500, description: "Content of Tauri's `.sig` file." },
};

const ArtifactId = (): MethodDecorator => ApiParam({ name: ARTIFACT_ID, schema: { type: 'string', format: 'uuid' } });

/** Files of versions by platform, for updaters. */
@ApiTags('products')
@Controller('api/v1/products/:id/versions/:version_id/artifacts')
export class ArtifactsController {
  constructor(
    private readonly artifacts: ArtifactsService,
    private readonly files: StoredFilesService,
  ) {}

  /** List the files of a version by platform. */
  @Get()
  @FromReplica()
  @Authorized(Permission.ProductsRead)
  async listArtifacts(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
  ): Promise<ArtifactListDto> {
    const artifacts = await this.artifacts.list(id, versionId);
    return { items: artifacts.map((artifact) => ArtifactDto.from(artifact)) };
  }

  /** Upload a file of a version for a platform. Its signatures are verified with the product's public keys. */
  @Post()
  @TakesFile(FILE_FIELD, 'A file of at most 2 GiB.', TEXTS)
  @Answers(409, 'ARTIFACT_EXISTS, TOO_MANY_ARTIFACTS', 'ARTIFACT_EXISTS', 'TOO_MANY_ARTIFACTS')
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE', 'FILE_TOO_LARGE', 'FORM_TOO_LARGE')
  @Answers(422, 'A signature does not match the file and the public key.', 'SIGNATURE_INVALID')
  @NotIdempotent()
  @Authorized(Permission.ProductsWrite)
  async uploadArtifact(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Req() request: FastifyRequest,
  ): Promise<ArtifactDto> {
    const { fields, files } = await receiveForm(request, [{ field: FILE_FIELD, maxBytes: MAX_VERSION_FILE_BYTES }], {
      store: (upload) => this.artifacts.store(id, versionId, upload),
      discard: (stored) => this.artifacts.discard(stored),
    });
    const upload = files.get(FILE_FIELD);
    if (!upload) {
      throw problem('FILE_MISSING_IN_FORM', { field: FILE_FIELD });
    }
    return ArtifactDto.from(await addFromForm(this.artifacts, id, versionId, upload, fields));
  }

  /** Add a file of a version for a platform that apps download elsewhere. Its signatures are not verified. */
  @Post('links')
  @Answers(409, 'ARTIFACT_EXISTS, TOO_MANY_ARTIFACTS', 'ARTIFACT_EXISTS', 'TOO_MANY_ARTIFACTS')
  @Authorized(Permission.ProductsWrite)
  async linkArtifact(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() input: LinkArtifactDto,
  ): Promise<ArtifactDto> {
    return ArtifactDto.from(await this.artifacts.link(id, versionId, artifactInput(input), linkIn(input)));
  }

  /** Download an uploaded file, or part of it with `Range`. The `ETag` is its SHA-256. */
  @Get(':artifact_id')
  @AnswersFileOrRange()
  @Authorized(Permission.ProductsRead)
  @ArtifactId()
  async downloadArtifact(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Param(ARTIFACT_ID, UuidPipe) artifactId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.artifacts.storedFile(id, versionId, artifactId);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }

  /**
   * Change the oldest system that a file of a version runs on, the entitlements that it requires, or its metadata. From then
   * on, apps are offered the version, or no longer.
   */
  @Patch(':artifact_id')
  @Authorized(Permission.ProductsWrite)
  @ArtifactId()
  async updateArtifact(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Param(ARTIFACT_ID, UuidPipe) artifactId: string,
    @Body() input: UpdateArtifactDto,
  ): Promise<ArtifactDto> {
    return ArtifactDto.from(await this.artifacts.change(id, versionId, artifactId, camelCased(input)));
  }

  /** Delete a file of a version for a platform. */
  @Delete(':artifact_id')
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  @ArtifactId()
  async deleteArtifact(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Param(ARTIFACT_ID, UuidPipe) artifactId: string,
  ): Promise<void> {
    await this.artifacts.remove(id, versionId, artifactId);
  }
}

function linkIn({ url, name, size, sha256, sha512 }: LinkArtifactDto) {
  return { url, name, size, sha256, sha512 };
}
