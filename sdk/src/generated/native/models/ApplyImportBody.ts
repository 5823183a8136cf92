/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { ConfirmImport } from './ConfirmImport';
export type ApplyImportBody = (ConfirmImport & ChangeReason);

