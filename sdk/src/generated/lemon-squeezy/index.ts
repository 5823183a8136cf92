/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { ActivatedAnswer } from './models/ActivatedAnswer';
export type { ActivateLicenseRequest } from './models/ActivateLicenseRequest';
export type { ActivationRefusal } from './models/ActivationRefusal';
export type { DeactivatedAnswer } from './models/DeactivatedAnswer';
export type { DeactivateLicenseRequest } from './models/DeactivateLicenseRequest';
export type { DeactivationRefusal } from './models/DeactivationRefusal';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { Instance } from './models/Instance';
export type { LicenseKey } from './models/LicenseKey';
export type { LicenseKeyStatus } from './models/LicenseKeyStatus';
export type { Meta } from './models/Meta';
export type { ValidatedAnswer } from './models/ValidatedAnswer';
export type { ValidateLicenseRequest } from './models/ValidateLicenseRequest';
export type { ValidationRefusal } from './models/ValidationRefusal';
