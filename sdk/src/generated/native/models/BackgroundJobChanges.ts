/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type BackgroundJobChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Kind.
     */
    kind?: string | undefined;
    /**
     * State.
     */
    state?: string | undefined;
    /**
     * Parameters.
     */
    parameters?: Record<string, unknown> | undefined;
    /**
     * Reason.
     */
    reason?: string | null | undefined;
    /**
     * Reference.
     */
    reference?: string | null | undefined;
    /**
     * Kind of who did it.
     */
    actor_type?: string | undefined;
    /**
     * Actor.
     */
    actor?: string | undefined;
    /**
     * Products.
     */
    products?: Array<string> | null | undefined;
    /**
     * Ip.
     */
    ip?: string | null | undefined;
    /**
     * Request id.
     */
    request_id?: string | null | undefined;
    /**
     * Total.
     */
    total?: number | undefined;
    /**
     * Changed.
     */
    changed?: number | undefined;
    /**
     * Skipped.
     */
    skipped?: number | undefined;
    /**
     * Rows that were changed by somebody else while the job waited or ran.
     */
    left_alone?: number | undefined;
    /**
     * Rows whose change failed.
     */
    failed?: number | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Started at. ISO 8601.
     */
    started_at?: string | null | undefined;
    /**
     * Continued at. ISO 8601.
     */
    continued_at?: string | null | undefined;
    /**
     * Finished at. ISO 8601.
     */
    finished_at?: string | null | undefined;
    /**
     * Undo until. ISO 8601.
     */
    undo_until?: string | null | undefined;
    /**
     * ID of the job that this one undoes.
     */
    undo_of?: string | null | undefined;
    /**
     * Undone by.
     */
    undone_by?: string | null | undefined;
    change?: EventChange | undefined;
};

