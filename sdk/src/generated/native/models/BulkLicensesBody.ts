/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkLicenses } from './BulkLicenses';
import type { ChangeReason } from './ChangeReason';
export type BulkLicensesBody = (BulkLicenses & ChangeReason);

