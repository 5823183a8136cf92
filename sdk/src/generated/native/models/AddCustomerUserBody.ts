/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AddCustomerUser } from './AddCustomerUser';
import type { ChangeReason } from './ChangeReason';
export type AddCustomerUserBody = (AddCustomerUser & ChangeReason);

