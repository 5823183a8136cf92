/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { UpdateResource } from './UpdateResource';
export type UpdateResourceBody = (UpdateResource & ChangeReason);

