/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RateLimitState = {
    /**
     * The most that is taken in a window.
     */
    limit: number;
    /**
     * Left in this window. At least 0.
     */
    remaining: number;
    /**
     * End of the window; null if nothing was taken yet. ISO 8601.
     */
    resets_at: string | null;
};

