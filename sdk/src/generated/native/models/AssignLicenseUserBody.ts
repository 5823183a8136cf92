/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AssignLicenseUser } from './AssignLicenseUser';
import type { ChangeReason } from './ChangeReason';
export type AssignLicenseUserBody = (AssignLicenseUser & ChangeReason);

