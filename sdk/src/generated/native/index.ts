/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export { NativeApi } from './NativeApi';


export type { AccessTokenDto } from './models/AccessTokenDto';
export type { ActivatedDto } from './models/ActivatedDto';
export type { ActivateDto } from './models/ActivateDto';
export type { ApiKeyDto } from './models/ApiKeyDto';
export type { ApiKeyKind } from './models/ApiKeyKind';
export type { ApiKeyPage } from './models/ApiKeyPage';
export type { BehaviorDto } from './models/BehaviorDto';
export type { CreateApiKeyDto } from './models/CreateApiKeyDto';
export type { CreateProductDto } from './models/CreateProductDto';
export type { CreateVersionDto } from './models/CreateVersionDto';
export type { DeactivatedDto } from './models/DeactivatedDto';
export type { DeactivateDto } from './models/DeactivateDto';
export type { DeadSeats } from './models/DeadSeats';
export type { DeviceUniqueness } from './models/DeviceUniqueness';
export type { Error } from './models/Error';
export type { FieldProblem } from './models/FieldProblem';
export type { HeartbeatAnswerDto } from './models/HeartbeatAnswerDto';
export type { HeartbeatDto } from './models/HeartbeatDto';
export type { IssuedLicensesDto } from './models/IssuedLicensesDto';
export type { IssueLicenseDto } from './models/IssueLicenseDto';
export type { IssueLicensesDto } from './models/IssueLicensesDto';
export type { LicenseDto } from './models/LicenseDto';
export type { LicensePage } from './models/LicensePage';
export type { LicenseState } from './models/LicenseState';
export type { LicenseStatus } from './models/LicenseStatus';
export type { LicenseType } from './models/LicenseType';
export type { LicenseUseDto } from './models/LicenseUseDto';
export type { LogInDto } from './models/LogInDto';
export type { Problem } from './models/Problem';
export type { ProductDto } from './models/ProductDto';
export type { ProductPage } from './models/ProductPage';
export type { ReadinessDto } from './models/ReadinessDto';
export type { Role } from './models/Role';
export type { ShownApiKeyDto } from './models/ShownApiKeyDto';
export type { UpdateLicenseDto } from './models/UpdateLicenseDto';
export type { UpdateProductDto } from './models/UpdateProductDto';
export type { UpdateVersionDto } from './models/UpdateVersionDto';
export type { UserDto } from './models/UserDto';
export type { ValidateDto } from './models/ValidateDto';
export type { ValidationDto } from './models/ValidationDto';
export type { VerdictCode } from './models/VerdictCode';
export type { VersionDto } from './models/VersionDto';
export type { VersionPage } from './models/VersionPage';
export type { WhenFull } from './models/WhenFull';

export { ApiKeysService } from './services/ApiKeysService';
export { AuthService } from './services/AuthService';
export { ClientService } from './services/ClientService';
export { LicensesService } from './services/LicensesService';
export { MonitoringService } from './services/MonitoringService';
export { ProductsService } from './services/ProductsService';
