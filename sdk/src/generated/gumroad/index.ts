/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { Card } from './models/Card';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { LicenseAnswer } from './models/LicenseAnswer';
export type { LicenseRequest } from './models/LicenseRequest';
export type { Purchase } from './models/Purchase';
export type { VerifyLicenseRequest } from './models/VerifyLicenseRequest';
