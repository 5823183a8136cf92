/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { ActivationAnswer } from './models/ActivationAnswer';
export type { ActivationAnswerError } from './models/ActivationAnswerError';
export type { ActivationAnswerLicense } from './models/ActivationAnswerLicense';
export type { CheckAnswer } from './models/CheckAnswer';
export type { CheckAnswerLicense } from './models/CheckAnswerLicense';
export type { CheckLicenseQuery } from './models/CheckLicenseQuery';
export type { DeactivationAnswer } from './models/DeactivationAnswer';
export type { DeactivationAnswerLicense } from './models/DeactivationAnswerLicense';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { GetVersionQuery } from './models/GetVersionQuery';
export type { LicenseRequest } from './models/LicenseRequest';
export type { VersionAnswer } from './models/VersionAnswer';
