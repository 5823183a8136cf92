/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateWebhook } from './CreateWebhook';
export type CatalogWebhook = CreateWebhook;

