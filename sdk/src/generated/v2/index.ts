/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export { V2Api } from './V2Api';


export type { ActivateAnswer } from './models/ActivateAnswer';
export type { ActivateRequest } from './models/ActivateRequest';
export type { Activation } from './models/Activation';
export type { Device } from './models/Device';
export type { Error } from './models/Error';
export type { ErrorBody } from './models/ErrorBody';
export type { ErrorDetails } from './models/ErrorDetails';
export type { Health } from './models/Health';
export type { InfoAnswer } from './models/InfoAnswer';
export type { InvalidApiKey } from './models/InvalidApiKey';
export type { License } from './models/License';
export type { Status } from './models/Status';
export type { VerifiedLicense } from './models/VerifiedLicense';
export type { VerifyAnswer } from './models/VerifyAnswer';
export type { VerifyRequest } from './models/VerifyRequest';

export { LicenseService } from './services/LicenseService';
export { StatusService } from './services/StatusService';
