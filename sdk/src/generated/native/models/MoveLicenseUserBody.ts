/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { MoveLicenseUser } from './MoveLicenseUser';
export type MoveLicenseUserBody = (MoveLicenseUser & ChangeReason);

