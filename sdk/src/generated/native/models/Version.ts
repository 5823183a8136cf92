/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionFile } from './VersionFile';
import type { VersionRollout } from './VersionRollout';
import type { VersionState } from './VersionState';
import type { VersionWarning } from './VersionWarning';
export type Version = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * Date of the release.
     */
    released_at: string;
    /**
     * State, derived from the other fields: a published version is `rolling_out` while it is offered to less than 100 %.
     */
    state: VersionState;
    /**
     * Entitlements without which a license does not get it; empty for none.
     */
    required_entitlements: Array<string>;
    /**
     * Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, in signed manifests; feed.json also `feed`.
     */
    metadata: Record<string, unknown>;
    /**
     * URL from which the version can be downloaded; null if Keyward serves its file, or none.
     */
    download_url: string | null;
    /**
     * Program file; null if none was uploaded.
     */
    main_file: VersionFile | null;
    /**
     * SQL script for the app's database; null if there is none.
     */
    sql_file: VersionFile | null;
    /**
     * `not_semver`: the number is not valid SemVer 2, so that the feeds for electron-updater, Tauri and Velopack leave the version out.
     */
    warnings: Array<VersionWarning>;
    /**
     * Reference of the version, unique in its product.
     */
    reference: string;
    /**
     * Version number, such as `2.1.0`.
     */
    version: string;
    /**
     * Release channel.
     */
    channel: string;
    /**
     * Summary of the version in one paragraph; empty by default.
     */
    summary: string;
    /**
     * Changes of the version; empty by default.
     */
    changelog: string;
    /**
     * Whether apps are offered the version.
     */
    is_active: boolean;
    /**
     * To whom the version is offered.
     */
    rollout: VersionRollout;
    /**
     * Whether apps must install the version.
     */
    is_mandatory: boolean;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

