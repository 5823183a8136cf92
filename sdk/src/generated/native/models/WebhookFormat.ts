/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `native`: the event as `GET /api/v1/events` shows it. `v2`: the body of the V2 license server. `license-manager`: body and headers of License Manager.
 */
export type WebhookFormat = 'native' | 'v2' | 'license-manager';
