<?php

declare(strict_types=1);

namespace Keyward;

/** @internal What a program opens its usage ledger with. */
final class LedgerOptions
{
    private const DEFAULTS = [
        'product' => null, 'keys' => null, 'directory' => null, 'file' => null, 'version' => null, 'wait' => 0, 'now' => null,
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
        ['product' => $product, 'directory' => $directory, 'wait' => $wait] = $options;
        if (!is_string($product) || $product === '' || !is_string($directory) || $directory === '') {
            throw self::invalid('product must be the reference of a product, directory a folder');
        }
        if (!is_array($options['keys'])) {
            throw self::invalid('keys must be a list of public keys');
        }
        if (!(is_int($wait) || is_float($wait)) || $wait < 0) {
            throw self::invalid('wait must be seconds, 0 or more');
        }

        return $options;
    }

    private static function invalid(string $message): KeywardError
    {
        return KeywardError::usage($message, 'INVALID_OPTIONS');
    }
}
