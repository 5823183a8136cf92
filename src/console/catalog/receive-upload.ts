import type { FastifyRequest } from 'fastify';
import type { FileKeeper } from '../../common/http/incoming-form';
import { receiveForm } from '../../common/http/uploads';
import { problem } from '../../common/errors/domain-error';
import { asFormError } from '../kit/form-input';

/** Name of the field of a file. */
export const FILE_FIELD = 'file';

/** Reads a form with one file, which is stored while it is received. */
export async function receiveUpload<T>(
  request: FastifyRequest,
  maxBytes: number,
  keeper: FileKeeper<string, T>,
): Promise<T> {
  const { files } = await asFormError(receiveForm(request, [{ field: FILE_FIELD, maxBytes }], keeper));
  const file = files.get(FILE_FIELD);
  if (!file) {
    throw problem('FILE_MISSING_IN_FORM', { field: FILE_FIELD });
  }
  return file;
}
