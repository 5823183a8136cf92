<?php

declare(strict_types=1);

namespace Keyward;

/** Names this device. The id of the system itself never leaves it. */
final class Device
{
    public const CONTAINER_WITHOUT_ID = [
        'code' => 'CONTAINER_WITHOUT_ID',
        'message' => 'This container has no id of its own: each new one takes another seat unless its store is kept. Give `device`, or '
            . "mount the host's /etc/machine-id",
    ];

    public const STORE_NOT_WRITABLE = [
        'code' => 'STORE_NOT_WRITABLE',
        'message' => 'The store cannot be written: the license is forgotten when the program ends. Give a path that it may write',
    ];

    public string $fingerprint;
    /** A random id to keep in the store. */
    public ?string $remembered;
    /** @var list<array{code: string, message: string}> */
    public array $warnings = [];

    private function __construct(string $fingerprint, ?string $remembered)
    {
        $this->fingerprint = $fingerprint;
        $this->remembered = $remembered;
    }

    /** A device that the program names. */
    public static function named(string $fingerprint, ?string $remembered): self
    {
        return new self(trim($fingerprint), $remembered);
    }

    /**
     * The base64url of the SHA-256 of product, NUL and id: `/etc/machine-id` or `/var/lib/dbus/machine-id` on Linux and BSD,
     * IOPlatformUUID on macOS, MachineGuid on Windows; else, and in containers that have the id of their image, a random id.
     */
    public static function system(string $product, ?string $remembered, System $system): self
    {
        $isContainer = Environment::isContainer($system);
        $id = self::systemId($system, $isContainer);
        $kept = $id === null && $remembered === null ? bin2hex(random_bytes(16)) : $remembered;
        $device = new self(Encoding::base64url(hash('sha256', $product . "\0" . ($id ?? $kept), true)), $kept);
        if ($isContainer && $id === null) {
            $device->warnings[] = self::CONTAINER_WITHOUT_ID;
            $kept === $remembered || error_log(implode(': ', self::CONTAINER_WITHOUT_ID));
        }

        return $device;
    }

    private static function systemId(System $system, bool $isContainer): ?string
    {
        if ($system->name() === 'Windows') {
            $id = $system->registry('SOFTWARE\Microsoft\Cryptography')['MachineGuid'] ?? null;

            return $id === null || $isContainer ? null : strtolower($id);
        }
        if ($system->name() === 'Darwin') {
            $output = $system->output('/usr/sbin/ioreg -rd1 -c IOPlatformExpertDevice');

            return self::idIn('/"IOPlatformUUID"\s*=\s*"([^"]+)"/', $output);
        }
        foreach (['/etc/machine-id', '/var/lib/dbus/machine-id'] as $path) {
            // systemd writes "uninitialized" during the first start.
            $id = self::idIn('/^([0-9a-f-]{32,36})$/i', $system->text($path));
            if ($id !== null && (!$isContainer || Environment::isMachineIdOwn($system, $path))) {
                return $id;
            }
        }

        return null;
    }

    private static function idIn(string $pattern, string $text): ?string
    {
        return preg_match($pattern, $text, $found) === 1 ? strtolower($found[1]) : null;
    }
}
