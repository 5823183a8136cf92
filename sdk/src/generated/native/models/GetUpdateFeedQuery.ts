/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetUpdateFeedQuery = {
    /**
     * Release channel of the program, `stable` by default. At most 255 characters.
     */
    channel?: string | undefined;
    /**
     * Version of the program. Without it, the feed has the newest version. At most 255 characters.
     */
    current_version?: string | undefined;
    /**
     * Another name of `current_version`. At most 255 characters.
     */
    version?: string | undefined;
    /**
     * Platform of the program, if the feed is for several. At most 255 characters.
     */
    platform?: string | undefined;
    /**
     * Tauri's name of `platform`. At most 255 characters.
     */
    target?: string | undefined;
    /**
     * Processor of the program, as Node.js or Rust names it. At most 255 characters.
     */
    arch?: string | undefined;
    /**
     * Kind of the files, such as `installer`, of those that the feed has. At most 255 characters.
     */
    kind?: string | undefined;
    /**
     * Label of the files. Without it, feeds other than `feed.json` have files without a label. At most 255 characters.
     */
    label?: string | undefined;
    /**
     * Version of the program's system, such as `10.15.7` of macOS or `10.0.19045` of Windows. Versions that need a newer system are left out. Also as `osVersion`, which Sparkle sends, and as the header `X-Os-Version`. At most 255 characters.
     */
    os_version?: string | undefined;
    /**
     * Key of the license, of updaters that send no headers: addresses appear in logs of proxies. At most 255 characters.
     */
    license_key?: string | undefined;
    /**
     * Identifier of the device, of updaters that send no headers. At most 255 characters.
     */
    hardware_id?: string | undefined;
};

