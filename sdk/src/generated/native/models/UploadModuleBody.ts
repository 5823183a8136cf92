/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { UploadModule } from './UploadModule';
export type UploadModuleBody = (UploadModule & ChangeReason);

