/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AdvanceRollout } from './AdvanceRollout';
import type { ChangeReason } from './ChangeReason';
export type AdvanceVersionBody = (AdvanceRollout & ChangeReason);

