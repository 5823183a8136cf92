/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ReactionRuleRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Type.
     */
    type: string;
    /**
     * Policy id.
     */
    policy_id: string | null;
    /**
     * Whether the customer is told by e-mail.
     */
    mail_customer: boolean;
    /**
     * Whether the customer is asked to sign in to the portal.
     */
    ask_sign_in: boolean;
    /**
     * Whether the vendor is told by e-mail.
     */
    report: boolean;
    /**
     * Days until the license is disabled; null for never.
     */
    suspend_after_days: number | null;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

