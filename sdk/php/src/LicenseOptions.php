<?php

declare(strict_types=1);

namespace Keyward;

/** What a program opens its license with. */
final class LicenseOptions
{
    private const MAX_FINGERPRINT = 512;
    private const DEFAULTS = [
        'base_url' => null, 'product' => null, 'keys' => null, 'store' => null, 'device' => null, 'environment' => null,
        'license_key' => null, 'app_version' => null, 'channel' => null, 'user' => null, 'policy' => null, 'group' => null,
        'customer' => null, 'checksum' => null, 'floating' => false, 'relay' => null, 'grace_days' => INF, 'timeout' => 10.0,
        'retries' => 1, 'transport' => null, 'now' => null, 'system' => null,
    ];

    /**
     * All options. Throws KeywardError for one that does not exist, is missing or cannot have its value.
     * @param array<string, mixed> $given
     * @return array<string, mixed>
     */
    public static function checked(array $given): array
    {
        $unknown = array_diff(array_keys($given), array_keys(self::DEFAULTS));
        if ($unknown !== []) {
            throw self::invalid('Unknown options: ' . implode(', ', $unknown));
        }
        $options = $given + self::DEFAULTS;
        ['product' => $product, 'device' => $device, 'environment' => $environment] = $options;
        if (!is_string($product) || $product === '' || !$options['store'] instanceof LicenseStore) {
            throw self::invalid('product must be the reference of a product, store a LicenseStore');
        }
        if (!is_string($options['base_url'])) {
            throw self::invalid('base_url must be the address of the server');
        }
        $options['base_url'] = new ServerAddress($options['base_url']);
        if ($device !== null && (!is_string($device) || $device === '' || strlen($device) > self::MAX_FINGERPRINT)) {
            throw self::invalid('device must be a text of 1 to ' . self::MAX_FINGERPRINT . ' characters');
        }
        if ($environment !== null && !in_array($environment, Environment::ALL, true)) {
            throw self::invalid('environment must be one of ' . implode(', ', Environment::ALL));
        }
        if ($options['relay'] !== null && $options['relay'] !== 'auto') {
            throw self::invalid('relay must be auto, or left out');
        }

        return $options;
    }

    private static function invalid(string $message): KeywardError
    {
        return KeywardError::usage($message, 'INVALID_OPTIONS');
    }
}
