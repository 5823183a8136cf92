/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type BackgroundJobRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Kind.
     */
    kind: string;
    /**
     * State.
     */
    state: string;
    /**
     * Parameters.
     */
    parameters: Record<string, unknown>;
    /**
     * Reason.
     */
    reason: string | null;
    /**
     * Reference.
     */
    reference: string | null;
    /**
     * Kind of who did it.
     */
    actor_type: string;
    /**
     * Actor.
     */
    actor: string;
    /**
     * Products.
     */
    products: Array<string> | null;
    /**
     * Ip.
     */
    ip: string | null;
    /**
     * Request id.
     */
    request_id: string | null;
    /**
     * Total.
     */
    total: number;
    /**
     * Changed.
     */
    changed: number;
    /**
     * Skipped.
     */
    skipped: number;
    /**
     * Rows that were changed by somebody else while the job waited or ran.
     */
    left_alone: number;
    /**
     * Rows whose change failed.
     */
    failed: number;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    /**
     * Started at. ISO 8601.
     */
    started_at: string | null;
    /**
     * Continued at. ISO 8601.
     */
    continued_at: string | null;
    /**
     * Finished at. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Undo until. ISO 8601.
     */
    undo_until: string | null;
    /**
     * ID of the job that this one undoes.
     */
    undo_of: string | null;
    /**
     * Undone by.
     */
    undone_by: string | null;
    change?: EventChange | undefined;
};

