import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { NATIVE } from '../common/dialects/native.dialect';
import { buildDocument } from './build-document';
import { withOperationsOf } from './existing-routes';
import { outsideModules } from './native-modules';

/** The native document with the operations of plug-ins from outside, which no committed document describes. */
export function withOperationsOfPlugins(app: INestApplication, document: OpenAPIObject): OpenAPIObject {
  const added = buildDocument(app, { file: 'openapi.json', dialect: NATIVE, modules: outsideModules() });
  return withOperationsOf(document, added);
}
