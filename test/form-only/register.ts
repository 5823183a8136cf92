// First: all others read the list as they are loaded.
import './list';
import { DOCUMENTS } from '../../src/core/openapi/documents';
import { FORM_ONLY } from './api';

const documented = DOCUMENTS.find(({ dialect }) => dialect === FORM_ONLY);
Object.assign(documented ?? {}, { file: 'test/form-only/openapi.json' });
