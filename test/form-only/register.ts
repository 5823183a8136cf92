import { FOREIGN_DIALECTS } from '../../src/dialects/dialects';
import { FORM_ONLY, FormOnlyModule } from './api';

const FILE = 'test/form-only/openapi.json';

if (!FOREIGN_DIALECTS.some(({ dialect }) => dialect === FORM_ONLY)) {
  Object.assign(FOREIGN_DIALECTS, {
    [FOREIGN_DIALECTS.length]: { dialect: FORM_ONLY, module: FormOnlyModule },
  });
  // Read from the list, when it is complete.
  const { DOCUMENTS } = require('../../src/openapi/documents') as typeof import('../../src/openapi/documents');
  Object.assign(DOCUMENTS.find(({ dialect }) => dialect === FORM_ONLY) ?? {}, { file: FILE });
}
