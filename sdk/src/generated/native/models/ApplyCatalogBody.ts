/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Catalog } from './Catalog';
import type { ChangeReason } from './ChangeReason';
export type ApplyCatalogBody = (Catalog & ChangeReason);

