/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UpdateSigningKeyChanges } from './UpdateSigningKeyChanges';
/**
 * A key that signs updates was revoked.
 */
export type UpdateSigningKeyRevokedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'update_signing_key.revoked';
    /**
     * Data of the event.
     */
    data: UpdateSigningKeyChanges;
});

