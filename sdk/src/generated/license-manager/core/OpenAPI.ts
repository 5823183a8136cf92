/* written by sdk/scripts/generate.mjs -- do not edit */
export type { OpenAPIConfig } from '../../../http/generated-core';
