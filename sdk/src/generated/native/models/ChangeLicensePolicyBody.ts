/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeLicensePolicy } from './ChangeLicensePolicy';
import type { ChangeReason } from './ChangeReason';
export type ChangeLicensePolicyBody = (ChangeLicensePolicy & ChangeReason);

