/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActorType } from './ActorType';
import type { RecordTarget } from './RecordTarget';
export type AuditEntry = {
    /**
     * UUID.
     */
    id: number;
    /**
     * Kind of who did it.
     */
    actor_type: ActorType;
    /**
     * Changed fields before the change, with the names of this API; null if the target was created.
     */
    before: Record<string, unknown> | null;
    /**
     * Changed fields after the change, with the names of this API; null if the target was deleted.
     */
    after: Record<string, unknown> | null;
    /**
     * IP address of the request; null if it was no request.
     */
    ip: string | null;
    /**
     * Request ID in the server log.
     */
    request_id: string | null;
    /**
     * Why it was done; null if the request gave no reason.
     */
    reason: string | null;
    /**
     * Order or ticket behind the change; null if none was given.
     */
    reference: string | null;
    /**
     * When it was done. ISO 8601.
     */
    at: string;
    /**
     * Name of the user or API key, or e-mail address of the customer.
     */
    actor: string;
    /**
     * Name of the event, in the form `noun.past_participle`.
     */
    action: string;
    /**
     * Target of the change.
     */
    target: RecordTarget;
};

