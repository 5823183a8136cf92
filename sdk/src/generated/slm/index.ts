/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { ActivationRequest } from './models/ActivationRequest';
export type { Answer } from './models/Answer';
export type { CheckAnswer } from './models/CheckAnswer';
export type { CheckAnswerStatus } from './models/CheckAnswerStatus';
export type { CheckLicenseQuery } from './models/CheckLicenseQuery';
export type { CreationAnswer } from './models/CreationAnswer';
export type { CreationRequest } from './models/CreationRequest';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { RegisteredDomain } from './models/RegisteredDomain';
export type { Result } from './models/Result';
