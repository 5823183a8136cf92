/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ArtifactKind } from './ArtifactKind';
export type LinkArtifact = {
    /**
     * Platform: `any`, `windows`, `darwin`, `linux`, `linux-musl`, `freebsd`, `android`, `ios`, or a name of your own. By default, it is derived from the name of the file. At most 32 characters.
     */
    platform?: string | undefined;
    /**
     * Processor: `any`, `universal`, `x64`, `arm64`, `ia32`, `armv7l`, `riscv64`, `ppc64le`, `s390x`, or a name of your own. By default, it is derived from the name of the file. At most 32 characters.
     */
    arch?: string | undefined;
    /**
     * Kind of the file. By default, it is derived from the name of the file.
     */
    kind?: ArtifactKind | undefined;
    /**
     * Tells files of one platform, processor and kind apart, such as `portable`. Feeds of updaters have only files without one, unless their address names it. At most 32 characters.
     */
    label?: string | undefined;
    /**
     * Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, with the file and signed in its manifest.
     */
    metadata?: Record<string, any> | undefined;
    /**
     * For a delta, the version that it changes into this one. At most 255 characters.
     */
    from_version?: string | undefined;
    /**
     * Oldest version of the system that the file runs on, such as `10.15`, or `10.0.19041` of Windows: up to four numbers. Only of a file for one platform; by default any. At most 39 characters.
     */
    min_os_version?: string | undefined;
    /**
     * Codes of entitlements of the product without which a license is not offered it and cannot download it; none by default.
     */
    required_entitlements?: Array<string> | undefined;
    /**
     * Sparkle's signature of the file, made with `sign_update`, in base64. Verified with the product's `sparkle_public_key`. At most 88 characters.
     */
    ed25519_signature?: string | undefined;
    /**
     * Content of the `.sig` file of Tauri's signer or of minisign. Verified with the product's `tauri_public_key`. At most 1,500 characters.
     */
    minisign_signature?: string | undefined;
    /**
     * Address outside from which apps download the file. At most 2,000 characters.
     */
    url: string;
    /**
     * Name of the file. At most 255 characters.
     */
    name: string;
    /**
     * Size in bytes. 1 to 9,007,199,254,740,991.
     */
    size: number;
    /**
     * SHA-256 of the file, in lower-case hex.
     */
    sha256: string;
    /**
     * SHA-512 of the file, in lower-case hex. electron-updater needs it.
     */
    sha512?: string | undefined;
};

