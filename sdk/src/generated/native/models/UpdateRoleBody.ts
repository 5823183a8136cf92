/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { UpdateRole } from './UpdateRole';
export type UpdateRoleBody = (UpdateRole & ChangeReason);

