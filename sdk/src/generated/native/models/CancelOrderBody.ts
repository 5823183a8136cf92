/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CancelOrder } from './CancelOrder';
import type { ChangeReason } from './ChangeReason';
export type CancelOrderBody = (CancelOrder & ChangeReason);

