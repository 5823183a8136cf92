/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { PersonInput } from './PersonInput';
export type ErasePersonBody = (PersonInput & ChangeReason);

