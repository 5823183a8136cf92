/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { RenewRelay } from './RenewRelay';
export type RenewRelayBody = (RenewRelay & ChangeReason);

