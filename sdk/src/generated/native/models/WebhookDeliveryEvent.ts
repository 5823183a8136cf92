/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type WebhookDeliveryEvent = {
    /**
     * Sequence number of the event.
     */
    sequence: number;
    name: string;
    /**
     * ISO 8601.
     */
    at: string;
};

