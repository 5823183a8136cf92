/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The event, as its shop sends it.
 */
export type ReceiveUnsignedShopEventBody = Record<string, any>;
