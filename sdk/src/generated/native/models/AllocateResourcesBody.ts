/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AllocateResources } from './AllocateResources';
import type { ChangeReason } from './ChangeReason';
export type AllocateResourcesBody = (AllocateResources & ChangeReason);

