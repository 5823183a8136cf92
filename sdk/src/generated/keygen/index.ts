/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */

export type { Count } from './models/Count';
export type { CountedList } from './models/CountedList';
export type { Entitlement } from './models/Entitlement';
export type { EntitlementAttributes } from './models/EntitlementAttributes';
export type { EntitlementRelationships } from './models/EntitlementRelationships';
export type { EntitlementsAnswer } from './models/EntitlementsAnswer';
export type { Error } from './models/Error';
export type { ErrorMeta } from './models/ErrorMeta';
export type { Errors } from './models/Errors';
export type { ErrorSource } from './models/ErrorSource';
export type { Identifier } from './models/Identifier';
export type { KeyValidationRequest } from './models/KeyValidationRequest';
export type { KeyValidationRequestMeta } from './models/KeyValidationRequestMeta';
export type { License } from './models/License';
export type { LicenseAnswer } from './models/LicenseAnswer';
export type { LicenseAttributes } from './models/LicenseAttributes';
export type { LicenseAttributesStatus } from './models/LicenseAttributesStatus';
export type { LicenseIdentifierRequest } from './models/LicenseIdentifierRequest';
export type { LicenseIdentifierRequestType } from './models/LicenseIdentifierRequestType';
export type { LicenseRelationshipRequest } from './models/LicenseRelationshipRequest';
export type { LicenseRelationships } from './models/LicenseRelationships';
export type { ListEntitlementsQuery } from './models/ListEntitlementsQuery';
export type { ListMachinesQuery } from './models/ListMachinesQuery';
export type { ListOwnMachinesQuery } from './models/ListOwnMachinesQuery';
export type { Machine } from './models/Machine';
export type { MachineAnswer } from './models/MachineAnswer';
export type { MachineAttributes } from './models/MachineAttributes';
export type { MachineAttributesHeartbeatStatus } from './models/MachineAttributesHeartbeatStatus';
export type { MachineList } from './models/MachineList';
export type { MachineRelationships } from './models/MachineRelationships';
export type { MachineRequest } from './models/MachineRequest';
export type { MachineRequestAttributes } from './models/MachineRequestAttributes';
export type { MachineRequestData } from './models/MachineRequestData';
export type { MachineRequestDataType } from './models/MachineRequestDataType';
export type { MachineRequestRelationships } from './models/MachineRequestRelationships';
export type { MachinesAnswer } from './models/MachinesAnswer';
export type { MachinesMeta } from './models/MachinesMeta';
export type { PageLinks } from './models/PageLinks';
export type { PageMeta } from './models/PageMeta';
export type { RelatedLink } from './models/RelatedLink';
export type { RelatedList } from './models/RelatedList';
export type { Relationship } from './models/Relationship';
export type { SelfLink } from './models/SelfLink';
export type { Validation } from './models/Validation';
export type { ValidationAnswer } from './models/ValidationAnswer';
export type { ValidationCode } from './models/ValidationCode';
export type { ValidationRequest } from './models/ValidationRequest';
export type { ValidationRequestMeta } from './models/ValidationRequestMeta';
export type { ValidationScope } from './models/ValidationScope';
