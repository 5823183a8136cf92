/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Webhook } from './Webhook';
export type WebhookWithSecret = (Webhook & {
    /**
     * Signs the deliveries. It cannot be retrieved later.
     */
    secret: string;
});

