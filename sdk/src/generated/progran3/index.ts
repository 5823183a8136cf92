/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { ActivateAnswer } from './models/ActivateAnswer';
export type { ActivatedLicense } from './models/ActivatedLicense';
export type { ActivateRequest } from './models/ActivateRequest';
export type { Beat } from './models/Beat';
export type { BeatingLicense } from './models/BeatingLicense';
export type { ChangedLicense } from './models/ChangedLicense';
export type { CreateLicense } from './models/CreateLicense';
export type { DeletedId } from './models/DeletedId';
export type { DeletedLicense } from './models/DeletedLicense';
export type { DescribeAnswer } from './models/DescribeAnswer';
export type { DescribedSystem } from './models/DescribedSystem';
export type { DescribeSystem } from './models/DescribeSystem';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { FieldProblem } from './models/FieldProblem';
export type { GenerateAnswer } from './models/GenerateAnswer';
export type { GeneratedLicense } from './models/GeneratedLicense';
export type { GenerateLicense } from './models/GenerateLicense';
export type { Heartbeat } from './models/Heartbeat';
export type { HeartbeatAnswer } from './models/HeartbeatAnswer';
export type { HeartbeatEvent } from './models/HeartbeatEvent';
export type { HeartbeatList } from './models/HeartbeatList';
export type { HeartbeatRequest } from './models/HeartbeatRequest';
export type { License } from './models/License';
export type { LicenseAnswer } from './models/LicenseAnswer';
export type { LicenseList } from './models/LicenseList';
export type { LicensePage } from './models/LicensePage';
export type { LicenseStatus } from './models/LicenseStatus';
export type { LicenseUser } from './models/LicenseUser';
export type { ListHeartbeatsQuery } from './models/ListHeartbeatsQuery';
export type { ListLicensesOrder } from './models/ListLicensesOrder';
export type { ListLicensesQuery } from './models/ListLicensesQuery';
export type { ListLicensesSort } from './models/ListLicensesSort';
export type { ListSystemsQuery } from './models/ListSystemsQuery';
export type { Module } from './models/Module';
export type { ModuleAnswer } from './models/ModuleAnswer';
export type { Pagination } from './models/Pagination';
export type { ReachedLimit } from './models/ReachedLimit';
export type { Received } from './models/Received';
export type { SendTelemetryBody } from './models/SendTelemetryBody';
export type { Stats } from './models/Stats';
export type { StatsAnswer } from './models/StatsAnswer';
export type { System } from './models/System';
export type { SystemLicense } from './models/SystemLicense';
export type { SystemList } from './models/SystemList';
export type { TelemetryAnswer } from './models/TelemetryAnswer';
export type { UpdateLicense } from './models/UpdateLicense';
export type { ValidateAnswer } from './models/ValidateAnswer';
export type { ValidateRequest } from './models/ValidateRequest';
export type { ValidLicense } from './models/ValidLicense';
