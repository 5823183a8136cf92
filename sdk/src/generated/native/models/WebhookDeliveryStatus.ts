/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `pending`: under way, or waiting for the next try. `delivered`: answered with a status from 200 to 299. `failed`: not tried again.
 */
export type WebhookDeliveryStatus = 'pending' | 'delivered' | 'failed';
