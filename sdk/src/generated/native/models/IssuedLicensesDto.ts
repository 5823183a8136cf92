/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseDto } from './LicenseDto';
export type IssuedLicensesDto = {
    items: Array<LicenseDto>;
};

