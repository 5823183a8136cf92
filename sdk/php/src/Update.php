<?php

declare(strict_types=1);

namespace Keyward;

/** A newer version, as the server signed it. */
final class Update
{
    private const IDENTITY = ['type', 'name', 'platform', 'arch', 'label'];

    public bool $isAvailable = true;
    public ?string $reason = null;
    public string $version;
    public string $channel;
    /**
     * `label` tells files of one platform, processor and type apart. Addresses are not signed.
     * @var list<array{type: string, name: string, size: int, sha256: string, platform: ?string, arch: ?string, label: ?string, url: ?string}>
     */
    public array $files;
    /** The signed manifest, for an installer that verifies it again. */
    public string $manifest;
    /** Not signed. */
    public bool $isMandatory;
    /** Not signed. */
    public ?string $summary;
    /** Not signed. */
    public ?string $changelog;

    /**
     * Compares the verified claims of a manifest with what was asked for.
     * @param array<string, mixed> $reply
     * @param array<string, mixed> $claims
     */
    public function __construct(array $reply, array $claims, string $product, string $currentVersion)
    {
        if (($claims['product'] ?? null) !== $product) {
            throw KeywardError::untrusted(new MismatchError('product', 'It is an update of another product'));
        }
        $version = self::text($claims['version'] ?? null);
        if (!VersionOrder::isNewer($version, $currentVersion)) {
            $cause = new MismatchError('version', "Version $version is not newer than $currentVersion");
            throw KeywardError::untrusted($cause, 'UPDATE_NOT_NEWER');
        }
        $this->version = $version;
        $this->channel = self::text($claims['channel'] ?? null);
        $offered = is_array($reply['files'] ?? null) ? array_filter($reply['files'], 'is_array') : [];
        $signed = is_array($claims['files'] ?? null) ? array_filter($claims['files'], 'is_array') : [];
        $this->files = array_values(array_map(static fn (array $file): array => self::file($file, $offered), $signed));
        $this->manifest = self::text($reply['manifest'] ?? null);
        $this->isMandatory = ($reply['is_mandatory'] ?? null) === true;
        $this->summary = is_string($reply['summary'] ?? null) ? $reply['summary'] : null;
        $this->changelog = is_string($reply['changelog'] ?? null) ? $reply['changelog'] : null;
    }

    /**
     * That of type `main`, else the first one that this license may download.
     * @return array{type: string, name: string, size: int, sha256: string, url: string}|null
     */
    public function mainFile(): ?array
    {
        $offered = array_filter($this->files, static fn (array $file): bool => $file['url'] !== null);
        $main = array_filter($offered, static fn (array $file): bool => $file['type'] === 'main');

        return (reset($main) ?: reset($offered)) ?: null;
    }

    /**
     * @param array<string, mixed> $signed
     * @param array<array<string, mixed>> $offered
     * @return array{type: string, name: string, size: int, sha256: string, platform: ?string, arch: ?string, label: ?string, url: ?string}
     */
    private static function file(array $signed, array $offered): array
    {
        $type = self::text($signed['type'] ?? null);
        $name = self::text($signed['name'] ?? null);
        $size = $signed['size'] ?? null;
        if (!is_int($size)) {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }
        $url = null;
        foreach ($offered as $file) {
            $isIt = self::identity($file) === self::identity($signed);
            $url = $isIt && is_string($file['url'] ?? null) ? $file['url'] : $url;
        }

        $sum = ['size' => $size, 'sha256' => self::text($signed['sha256'] ?? null)];

        return ['type' => $type, 'name' => $name] + $sum + self::identity($signed) + ['url' => $url];
    }

    /**
     * Tells a file from others; its sum may have been forged.
     * @param array<string, mixed> $file
     * @return array<string, ?string>
     */
    private static function identity(array $file): array
    {
        $texts = array_filter($file, 'is_string');

        return array_map(static fn (string $name): ?string => $texts[$name] ?? null, array_combine(self::IDENTITY, self::IDENTITY));
    }

    /** @param mixed $value */
    private static function text($value): string
    {
        if (!is_string($value) || $value === '') {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }

        return $value;
    }
}
