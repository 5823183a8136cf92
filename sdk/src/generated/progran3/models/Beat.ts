/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Beat = {
    /**
     * Always `active`: refusals are errors.
     */
    status: 'active';
    /**
     * State of the license.
     */
    license_status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    /**
     * When the system was last seen, UTC.
     */
    last_seen: string;
};

