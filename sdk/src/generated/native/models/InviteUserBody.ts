/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { InviteUser } from './InviteUser';
export type InviteUserBody = (InviteUser & ChangeReason);

