/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type WebhookDeliveryEvent = {
    /**
     * Sequence number of the event.
     */
    sequence: number;
    /**
     * Type of the event, in the form `noun.past_participle`.
     */
    type: string;
    /**
     * When it happened. ISO 8601.
     */
    at: string;
};

