/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyType } from './AnomalyType';
export type ReactionRule = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Type of the anomalies.
     */
    anomaly: AnomalyType;
    /**
     * UUID of the policy; null for all policies without a rule of their own.
     */
    policy: string | null;
    /**
     * Days until the license is disabled; null for never.
     */
    suspend_after_days: number | null;
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
};

