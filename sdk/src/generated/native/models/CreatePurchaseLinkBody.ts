/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { CreatePurchaseLink } from './CreatePurchaseLink';
export type CreatePurchaseLinkBody = (CreatePurchaseLink & ChangeReason);

