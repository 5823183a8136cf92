<?php

declare(strict_types=1);

namespace Keyward;

/** Names this device. The id of the system itself never leaves it. */
final class Device
{
    /**
     * The base64url of the SHA-256 of product, NUL and id: `/etc/machine-id` or `/var/lib/dbus/machine-id` on Linux and BSD,
     * IOPlatformUUID on macOS, MachineGuid on Windows; else a random id to remember.
     * @return array{string, ?string} fingerprint, and the id to remember
     */
    public static function system(string $product, ?string $remembered): array
    {
        $id = self::systemId();
        $kept = $id === null && $remembered === null ? bin2hex(random_bytes(16)) : $remembered;

        return [Encoding::base64url(hash('sha256', $product . "\0" . ($id ?? $kept), true)), $kept];
    }

    private static function systemId(): ?string
    {
        if (PHP_OS_FAMILY === 'Windows') {
            // A 32-bit program is shown another part of the registry unless it asks for this one.
            $output = self::outputOf('reg QUERY HKLM\SOFTWARE\Microsoft\Cryptography /v MachineGuid /reg:64');

            return self::idIn('/MachineGuid\s+REG_SZ\s+(\S+)/i', $output);
        }
        if (PHP_OS_FAMILY === 'Darwin') {
            return self::idIn('/"IOPlatformUUID"\s*=\s*"([^"]+)"/', self::outputOf('/usr/sbin/ioreg -rd1 -c IOPlatformExpertDevice'));
        }
        foreach (['/etc/machine-id', '/var/lib/dbus/machine-id'] as $path) {
            // systemd writes "uninitialized" during the first start.
            $id = self::idIn('/^([0-9a-f-]{32,36})$/i', trim((string) @file_get_contents($path)));
            if ($id !== null) {
                return $id;
            }
        }

        return null;
    }

    private static function outputOf(string $command): string
    {
        return function_exists('shell_exec') ? (string) @shell_exec($command) : '';
    }

    private static function idIn(string $pattern, string $text): ?string
    {
        return preg_match($pattern, $text, $found) === 1 ? strtolower($found[1]) : null;
    }
}
