/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { CreateRole } from './CreateRole';
export type CreateRoleBody = (CreateRole & ChangeReason);

