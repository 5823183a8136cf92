/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActorType } from './ActorType';
import type { RecordTarget } from './RecordTarget';
export type AuditEntry = {
    id: number;
    actor_type: ActorType;
    /**
     * The fields that changed, as they were; null where there was nothing before.
     */
    before: Record<string, any> | null;
    /**
     * The fields that changed, as they became; null where nothing is left.
     */
    after: Record<string, any> | null;
    ip: string | null;
    /**
     * By which the server’s log knows the request.
     */
    request_id: string | null;
    at: string;
    /**
     * Name of the user or of the API key.
     */
    actor: string;
    action: string;
    target: RecordTarget;
};

