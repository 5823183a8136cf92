/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { CreateResource } from './CreateResource';
export type CreateResourceBody = (CreateResource & ChangeReason);

