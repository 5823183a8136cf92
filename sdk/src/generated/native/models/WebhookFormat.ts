/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `native`: the event as `GET /api/v1/events` shows it. `license-manager`: body and headers of License Manager. `v2`: the body of the V2 license server.
 */
export type WebhookFormat = 'native' | 'license-manager' | 'v2';
