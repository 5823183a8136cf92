/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ArtifactKind } from './ArtifactKind';
import type { DeviceComponents } from './DeviceComponents';
export type CheckForUpdate = {
    /**
     * UUID or reference of the product. At most 255 characters.
     */
    product: string;
    /**
     * Version of the app. At most 255 characters.
     */
    current_version: string;
    /**
     * Release channel of the app. It gets versions of this channel and of more stable ones: `stable`, `rc`, `beta`, `alpha`, then channels of any other name. At most 255 characters.
     */
    channel?: string | undefined;
    /**
     * Key of the license. Without it, the app is unlicensed and learns of no files, unless the product's updates need no license. At most 255 characters.
     */
    license_key?: string | undefined;
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused. Without it, any device of the license must be active.
     */
    hardware_id?: (string | Record<string, any>) | undefined;
    components?: DeviceComponents | undefined;
    /**
     * Platform of the app, as the vendor named it, such as `windows`, `darwin` or `linux`. With it, `arch`, `kind` or `label`, the answer has only such files, and skips versions that have only others. At most 32 characters.
     */
    platform?: string | undefined;
    /**
     * Processor of the app; `universal` and `any` files are the second choice. At most 32 characters.
     */
    arch?: string | undefined;
    /**
     * The only kind of files that the app wants, such as `installer` or `portable`.
     */
    kind?: ArtifactKind | undefined;
    /**
     * The label of the files that the app wants; by default files with any label and without one. At most 32 characters.
     */
    label?: string | undefined;
    /**
     * Version of the app's system, such as `10.15.7` of macOS or `10.0.19045` of Windows. With `platform`, the answer skips
     * versions that need a newer system. A text without a readable version changes nothing. At most 255 characters.
     */
    os_version?: string | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
};

