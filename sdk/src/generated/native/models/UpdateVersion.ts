/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateVersion = {
    /**
     * Version identifier used in download URLs. Unique within the product; by default `v` and the version number. At most 255 characters.
     */
    reference?: string | undefined;
    /**
     * Version number. Versions are ordered by their numbers, pre-releases as in SemVer 2: 1.2.0-beta.2, 1.2.0-beta.10, 1.2.0. At most 255 characters.
     */
    version?: string | undefined;
    /**
     * Release channel, `stable` by default; case does not matter. Apps get versions of their own channel and of more stable
     * ones: `stable`, `rc`, `beta`, `alpha`, then channels of any other name, which do not get each other's versions.
     */
    channel?: string | undefined;
    /**
     * Summary of the version in one paragraph; empty by default. At most 2,000 characters.
     */
    summary?: string | undefined;
    /**
     * Changes of the version; empty by default. At most 65,535 characters.
     */
    changelog?: string | undefined;
    /**
     * Release date; defaults to today in UTC.
     */
    released_at?: string | undefined;
    /**
     * Whether the version is offered to apps. True by default.
     */
    is_active?: boolean | undefined;
    /**
     * Whether apps must install this version. False by default.
     */
    is_mandatory?: boolean | undefined;
    /**
     * Codes of entitlements of the product without which a license is not offered it and cannot download it; none by default.
     */
    required_entitlements?: Array<string> | undefined;
    /**
     * Custom vendor data, at most 16 KB. In a change, the fields that change; null removes one.
     */
    metadata?: Record<string, any> | undefined;
    /**
     * URL from which the version can be downloaded; null if Keyward serves its file, or none. At most 2,000 characters.
     */
    download_url?: string | null | undefined;
};

