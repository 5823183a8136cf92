/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AddMeterGrant } from './AddMeterGrant';
import type { ChangeReason } from './ChangeReason';
export type AddMeterGrantBody = (AddMeterGrant & ChangeReason);

