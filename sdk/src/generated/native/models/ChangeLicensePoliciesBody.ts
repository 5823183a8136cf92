/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeLicensePolicies } from './ChangeLicensePolicies';
import type { ChangeReason } from './ChangeReason';
export type ChangeLicensePoliciesBody = (ChangeLicensePolicies & ChangeReason);

