import type { FastifyRequest } from 'fastify';
import { problem } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { receiveForm } from '../../common/http/uploads';
import type { ProductId } from '../products/products.service';
import { MAX_VERSION_FILE_BYTES, type VersionId } from '../versions/versions.service';
import type { ArtifactUpload, ArtifactsService } from './artifacts.service';
import { ArtifactFieldsDto } from './dto/artifact.dto';

/** Name of the form field of the file. */
export const FILE_FIELD = 'file';

const validation = new RequestValidationPipe();

/** Receives a form with a file and its fields. The caller owns the stored file. Empty fields count as missing. */
export async function receiveArtifact(
  request: FastifyRequest,
  artifacts: ArtifactsService,
  product: ProductId,
  version: VersionId,
): Promise<{ readonly input: ArtifactFieldsDto; readonly upload: ArtifactUpload }> {
  const { fields, files } = await receiveForm(request, [{ field: FILE_FIELD, maxBytes: MAX_VERSION_FILE_BYTES }], {
    store: (upload) => artifacts.store(product, version, upload),
    discard: (stored) => artifacts.discard(stored),
  });
  const upload = files.get(FILE_FIELD);
  if (!upload) {
    throw problem('FILE_MISSING_IN_FORM', { field: FILE_FIELD });
  }
  try {
    return { input: await validFields(fields), upload };
  } catch (error) {
    await artifacts.discard(upload);
    throw error;
  }
}

async function validFields(fields: FormValues): Promise<ArtifactFieldsDto> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const input = await validation.transform(filled, { type: 'body', metatype: ArtifactFieldsDto });
  if (!(input instanceof ArtifactFieldsDto)) {
    throw new Error('Validation did not return the fields of a file');
  }
  return input;
}
