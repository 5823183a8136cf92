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
     * Name of the event, in the form `noun.past_participle`.
     */
    name: string;
    /**
     * When it happened. ISO 8601.
     */
    at: string;
};

