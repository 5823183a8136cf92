import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import type { ProductId } from '../products/visible-products';
import type { VersionId } from '../versions/versions.service';
import type { VersionArtifact } from '../versions/artifact.entity';
import type { ArtifactUpload, ArtifactsService } from './artifacts.service';
import { ArtifactFieldsDto, artifactInput } from './dto/artifact.dto';

const validation = new RequestValidationPipe();

/** Adds the file of a form, with the fields beside it. The file is discarded on failure. */
export async function addFromForm(
  artifacts: ArtifactsService,
  product: ProductId,
  version: VersionId,
  upload: ArtifactUpload,
  fields: FormValues,
): Promise<VersionArtifact> {
  const input = await validFields(fields).catch(async (error: unknown) => {
    await artifacts.discard(upload);
    throw error;
  });
  return artifacts.upload(product, version, artifactInput(input), upload);
}

/** Empty fields count as missing; metadata is JSON in a field. */
async function validFields(fields: FormValues): Promise<ArtifactFieldsDto> {
  const filled = Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, name === 'metadata' ? parsed(value) : value]),
  );
  const input = await validation.transform(filled, { type: 'body', metatype: ArtifactFieldsDto });
  if (!(input instanceof ArtifactFieldsDto)) {
    throw new Error('Validation did not return the fields of a file');
  }
  return input;
}

/** Texts that are no JSON stay as they are, and are rejected as such. */
function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}
