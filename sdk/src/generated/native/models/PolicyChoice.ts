/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PolicyChoice = {
    /**
     * Number of the recognized policy. 1 to 1,000,000.
     */
    number: number;
    /**
     * ID of an existing policy to use instead; null creates a policy.
     */
    policy?: string | null | undefined;
    /**
     * Name of the policy that is created. At most 255 characters.
     */
    name?: string | undefined;
};

