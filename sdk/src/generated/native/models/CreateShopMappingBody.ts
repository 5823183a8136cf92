/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { CreateShopMapping } from './CreateShopMapping';
export type CreateShopMappingBody = (CreateShopMapping & ChangeReason);

