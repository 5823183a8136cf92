/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreditRollover } from './CreditRollover';
import type { GrantedBy } from './GrantedBy';
import type { MeterAnchor } from './MeterAnchor';
import type { MeterPeriod } from './MeterPeriod';
export type CreditTerms = {
    /**
     * `none`: the meter never resets.
     */
    period: MeterPeriod;
    /**
     * Whether periods begin by the calendar or count from the start of the license.
     */
    anchor: MeterAnchor;
    /**
     * Percentage above the limit that is allowed; null is unlimited. 0 to 1,000.
     */
    overage_percent: number | null;
    /**
     * Amount in each period; null is unlimited.
     */
    limit: string | null;
    /**
     * The most of each period that one device can take.
     */
    limit_per_device?: string | undefined;
    /**
     * The most of each period that one user can take.
     */
    limit_per_user?: string | undefined;
    /**
     * Missing if nothing is carried over.
     */
    rollover?: CreditRollover | undefined;
    /**
     * Only of a license: whether the policy grants it, or the license itself.
     */
    from?: GrantedBy | undefined;
};

