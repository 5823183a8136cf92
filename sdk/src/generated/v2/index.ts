/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export { V2Api } from './V2Api';


export type { ActivateAnswer } from './models/ActivateAnswer';
export type { ActivateRequest } from './models/ActivateRequest';
export type { Activation } from './models/Activation';
export type { Device } from './models/Device';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { ErrorBody } from './models/ErrorBody';
export type { ErrorDetails } from './models/ErrorDetails';
export type { HeartbeatAnswer } from './models/HeartbeatAnswer';
export type { HeartbeatRequest } from './models/HeartbeatRequest';
export type { InfoAnswer } from './models/InfoAnswer';
export type { InvalidApiKey } from './models/InvalidApiKey';
export type { LatestVersion } from './models/LatestVersion';
export type { License } from './models/License';
export type { ServerHealth } from './models/ServerHealth';
export type { SessionEnd } from './models/SessionEnd';
export type { SessionEnded } from './models/SessionEnded';
export type { SessionHeartbeatAnswer } from './models/SessionHeartbeatAnswer';
export type { SessionRequest } from './models/SessionRequest';
export type { SessionStarted } from './models/SessionStarted';
export type { SessionStartRequest } from './models/SessionStartRequest';
export type { Status } from './models/Status';
export type { VerifiedLicense } from './models/VerifiedLicense';
export type { VerifyAnswer } from './models/VerifyAnswer';
export type { VerifyRequest } from './models/VerifyRequest';
export type { VersionCheckAnswer } from './models/VersionCheckAnswer';
export type { VersionCheckRequest } from './models/VersionCheckRequest';

export { LicenseService } from './services/LicenseService';
export { SessionService } from './services/SessionService';
export { StatusService } from './services/StatusService';
export { VersionService } from './services/VersionService';
