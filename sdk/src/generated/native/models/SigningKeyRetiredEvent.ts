/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { SigningKeyChanges } from './SigningKeyChanges';
/**
 * A key that signs licenses was replaced and no longer signs.
 */
export type SigningKeyRetiredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'signing_key.retired';
    /**
     * Data of the event.
     */
    data: SigningKeyChanges;
});

