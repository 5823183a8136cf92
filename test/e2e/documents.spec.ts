import { readProjectFile } from '../../src/common/project';
import { DOCUMENTS } from '../../src/openapi/documents';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is plain JSON */
