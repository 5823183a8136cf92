/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { SigningKeyChanges } from './SigningKeyChanges';
/**
 * A key that signs licenses was revoked.
 */
export type SigningKeyRevokedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'signing_key.revoked';
    /**
     * Data of the event.
     */
    data: SigningKeyChanges;
});

