/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { SigningKeyRecord } from './SigningKeyRecord';
/**
 * A key that signs licenses was made.
 */
export type SigningKeyCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'signing_key.created';
    /**
     * Data of the event.
     */
    data: SigningKeyRecord;
});

