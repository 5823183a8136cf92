/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { AppStatus } from './models/AppStatus';
export type { Config } from './models/Config';
export type { ConfigAnswer } from './models/ConfigAnswer';
export type { ConfigList } from './models/ConfigList';
export type { CreateConfigRequest } from './models/CreateConfigRequest';
export type { CreatedConfig } from './models/CreatedConfig';
export type { CreatedConfigAnswer } from './models/CreatedConfigAnswer';
export type { DoneAnswer } from './models/DoneAnswer';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { LicenseHealth } from './models/LicenseHealth';
export type { LicenseHealthAnswer } from './models/LicenseHealthAnswer';
export type { LicenseHealthRequest } from './models/LicenseHealthRequest';
export type { LicenseHealthStatus } from './models/LicenseHealthStatus';
export type { ListConfigsQuery } from './models/ListConfigsQuery';
export type { LoadedPlugin } from './models/LoadedPlugin';
export type { Platform } from './models/Platform';
export type { ServerHealth } from './models/ServerHealth';
export type { UpdateConfigRequest } from './models/UpdateConfigRequest';
export type { UpdatedConfig } from './models/UpdatedConfig';
export type { UpdatedConfigAnswer } from './models/UpdatedConfigAnswer';
export type { UploadedFile } from './models/UploadedFile';
export type { UploadedFileAnswer } from './models/UploadedFileAnswer';
export type { UploadLicenseFileForm } from './models/UploadLicenseFileForm';
