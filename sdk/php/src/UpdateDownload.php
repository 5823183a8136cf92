<?php

declare(strict_types=1);

namespace Keyward;

/** Downloads a file, and hands it over only if size and sum are those that the server has signed. */
final class UpdateDownload
{
    private const FAILURES = 5;

    private Calls $calls;
    private ?string $licenseKey;

    public function __construct(Calls $calls, ?string $licenseKey)
    {
        $this->calls = $calls;
        $this->licenseKey = $licenseKey;
    }

    /**
     * Goes on where an interrupted attempt has ended. Throws `DOWNLOAD_CHANGED` if it is another file, which is deleted then.
     * @param array{name: string, size: int, sha256: string, url: string} $file
     */
    public function to(string $path, array $file): string
    {
        // A part of another version is not used.
        $partial = $path . '.' . substr($file['sha256'], 0, 16) . '.partial';
        self::removeOthers($path, $partial);
        for ($failures = 0; self::size($partial) < $file['size'];) {
            $before = self::size($partial);
            try {
                $this->receive($file, $partial);
            } catch (KeywardError $error) {
                $failures = self::size($partial) > $before ? 1 : $failures + 1;
                if ($error->errorCode === 'DOWNLOAD_CHANGED' || !$error->isUnreachable() || $failures >= self::FAILURES) {
                    throw $error;
                }
                usleep(250_000 * 2 ** ($failures - 1));
            }
        }
        if (self::size($partial) !== $file['size'] || hash_file('sha256', $partial) !== $file['sha256']) {
            throw self::changed($file, $partial);
        }
        rename($partial, $path);

        return $path;
    }

    /** @param array{name: string, size: int, sha256: string, url: string} $file */
    private function receive(array $file, string $partial): void
    {
        $start = self::size($partial);
        $open = static function (int $status, array $headers) use ($file, $partial, $start) {
            if ($status === 416) {
                throw self::changed($file, $partial);
            }
            if ($status >= 300) {
                throw new KeywardError($status >= 500 || $status === 429 ? "HTTP_$status" : 'DOWNLOAD_NOT_ALLOWED', "Status $status", $status);
            }
            // A server sends the whole file if it has another one meanwhile, or knows no ranges.
            $goesOn = $status === 206 && strpos($headers['content-range'] ?? '', "bytes $start-") === 0;

            return fopen($partial, $goesOn ? 'ab' : 'wb');
        };
        $this->calls->download($file['url'], $this->licenseKey, $start, $file['sha256'], $open, $file['size']);
        if (self::size($partial) < $file['size']) {
            throw new KeywardError('NETWORK_ERROR', 'The download ended early');
        }
    }

    /** Removes what is left of interrupted downloads of other versions, as far as it can. */
    private static function removeOthers(string $path, string $partial): void
    {
        foreach (@scandir(dirname($path)) ?: [] as $name) {
            $isLeft = preg_match('/^' . preg_quote(basename($path), '/') . '\.[0-9a-f]{16}\.partial$/D', $name) === 1;
            if ($isLeft && $name !== basename($partial)) {
                @unlink(dirname($path) . '/' . $name);
            }
        }
    }

    private static function size(string $path): int
    {
        clearstatcache(true, $path);

        return is_file($path) ? (int) filesize($path) : 0;
    }

    /** @param array{name: string} $file */
    private static function changed(array $file, string $partial): KeywardError
    {
        if (is_file($partial)) {
            unlink($partial);
        }
        $cause = new MismatchError('download', $file['name'] . ' is not the file that was signed');

        return KeywardError::untrusted($cause, 'DOWNLOAD_CHANGED');
    }
}
