/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { AccessToken } from './models/AccessToken';
export type { Activity } from './models/Activity';
export type { ChangedLicense } from './models/ChangedLicense';
export type { CreatedLicenses } from './models/CreatedLicenses';
export type { CreateLicenses } from './models/CreateLicenses';
export type { Done } from './models/Done';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { ExtendLicense } from './models/ExtendLicense';
export type { IssuedLicenses } from './models/IssuedLicenses';
export type { License } from './models/License';
export type { LicenseList } from './models/LicenseList';
export type { LicensePage } from './models/LicensePage';
export type { LicenseStatus } from './models/LicenseStatus';
export type { LicenseStatusText } from './models/LicenseStatusText';
export type { ListLicensesQuery } from './models/ListLicensesQuery';
export type { ListLogsQuery } from './models/ListLogsQuery';
export type { LogEntry } from './models/LogEntry';
export type { LogInAnswer } from './models/LogInAnswer';
export type { LogInRequest } from './models/LogInRequest';
export type { LogList } from './models/LogList';
export type { LogPage } from './models/LogPage';
export type { Pagination } from './models/Pagination';
export type { Stats } from './models/Stats';
export type { StatsAnswer } from './models/StatsAnswer';
export type { UpdateLicense } from './models/UpdateLicense';
export type { User } from './models/User';
export type { VerifiedLicense } from './models/VerifiedLicense';
export type { VerifyAnswer } from './models/VerifyAnswer';
export type { VerifyRequest } from './models/VerifyRequest';
