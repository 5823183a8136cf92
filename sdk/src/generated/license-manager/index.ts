/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export { LicenseManagerApi } from './LicenseManagerApi';


export type { ActivateRequest } from './models/ActivateRequest';
export type { Activation } from './models/Activation';
export type { ActivationAnswer } from './models/ActivationAnswer';
export type { ActivationData } from './models/ActivationData';
export type { ActivationList } from './models/ActivationList';
export type { ChangedActivation } from './models/ChangedActivation';
export type { ChangedProduct } from './models/ChangedProduct';
export type { ChangedProductLicense } from './models/ChangedProductLicense';
export type { ChangedVersion } from './models/ChangedVersion';
export type { CheckLicenseRequest } from './models/CheckLicenseRequest';
export type { Checksum } from './models/Checksum';
export type { CheckUpdateRequest } from './models/CheckUpdateRequest';
export type { Connection } from './models/Connection';
export type { CreateProduct } from './models/CreateProduct';
export type { CreateProductLicense } from './models/CreateProductLicense';
export type { CreateVersion } from './models/CreateVersion';
export type { ErrorAnswer } from './models/ErrorAnswer';
export type { ExternalAnswer } from './models/ExternalAnswer';
export type { Health } from './models/Health';
export type { InternalConnection } from './models/InternalConnection';
export type { LatestVersionAnswer } from './models/LatestVersionAnswer';
export type { LatestVersionRequest } from './models/LatestVersionRequest';
export type { LegacyActivationAnswer } from './models/LegacyActivationAnswer';
export type { LegacyAddedProduct } from './models/LegacyAddedProduct';
export type { LegacyAddProduct } from './models/LegacyAddProduct';
export type { LegacyAnswer } from './models/LegacyAnswer';
export type { LegacyCreateLicense } from './models/LegacyCreateLicense';
export type { LegacyEditLicense } from './models/LegacyEditLicense';
export type { LegacyFoundLicense } from './models/LegacyFoundLicense';
export type { LegacyFoundProduct } from './models/LegacyFoundProduct';
export type { LegacyLatestVersionAnswer } from './models/LegacyLatestVersionAnswer';
export type { LegacyLicense } from './models/LegacyLicense';
export type { LegacyLicenseAnswer } from './models/LegacyLicenseAnswer';
export type { LegacyLicenseCode } from './models/LegacyLicenseCode';
export type { LegacyLicenses } from './models/LegacyLicenses';
export type { LegacyProduct } from './models/LegacyProduct';
export type { LegacyProductId } from './models/LegacyProductId';
export type { LegacyProducts } from './models/LegacyProducts';
export type { LegacySavedLicense } from './models/LegacySavedLicense';
export type { LegacySearchLicense } from './models/LegacySearchLicense';
export type { LegacyUpdateAnswer } from './models/LegacyUpdateAnswer';
export type { LicenseClaims } from './models/LicenseClaims';
export type { LicenseStatus } from './models/LicenseStatus';
export type { PageMeta } from './models/PageMeta';
export type { Product } from './models/Product';
export type { ProductAnswer } from './models/ProductAnswer';
export type { ProductLicense } from './models/ProductLicense';
export type { ProductLicenseAnswer } from './models/ProductLicenseAnswer';
export type { ProductLicenseList } from './models/ProductLicenseList';
export type { ProductList } from './models/ProductList';
export type { Signature } from './models/Signature';
export type { UpdateAnswer } from './models/UpdateAnswer';
export type { UpdateProduct } from './models/UpdateProduct';
export type { UpdateProductLicense } from './models/UpdateProductLicense';
export type { UpdateVersion } from './models/UpdateVersion';
export type { VerificationAnswer } from './models/VerificationAnswer';
export type { Version } from './models/Version';
export type { VersionAnswer } from './models/VersionAnswer';
export type { VersionData } from './models/VersionData';
export type { VersionFile } from './models/VersionFile';
export type { VersionList } from './models/VersionList';

export { ActivationsService } from './services/ActivationsService';
export { ConnectionService } from './services/ConnectionService';
export { LegacyService } from './services/LegacyService';
export { LicenseService } from './services/LicenseService';
export { LicensesService } from './services/LicensesService';
export { ProductsService } from './services/ProductsService';
export { UpdateService } from './services/UpdateService';
export { VersionsService } from './services/VersionsService';
