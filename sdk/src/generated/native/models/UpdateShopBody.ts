/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { UpdateShop } from './UpdateShop';
export type UpdateShopBody = (UpdateShop & ChangeReason);

