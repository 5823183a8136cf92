<?php

declare(strict_types=1);

namespace Keyward;

/** Over the streams of PHP: needs no extension besides openssl. */
final class StreamTransport implements Transport
{
    private const MAX_ANSWER = 1_048_576;
    private const CHUNK = 65_536;

    /** Whether PHP lets streams open this address. */
    public static function isAllowed(string $url): bool
    {
        $scheme = strtolower((string) parse_url($url, PHP_URL_SCHEME));

        return filter_var(ini_get('allow_url_fopen'), FILTER_VALIDATE_BOOLEAN) && in_array($scheme, stream_get_wrappers(), true);
    }

    /** Over curl, if PHP does not let streams open this address. */
    public static function orOther(string $url): Transport
    {
        if (self::isAllowed($url)) {
            return new self();
        }

        return extension_loaded('curl') ? new CurlTransport() : new NoTransport();
    }

    public function send(string $method, string $url, array $headers, ?string $body, float $timeout): array
    {
        [$stream, $status, $received] = $this->open($method, $url, $headers, $body, $timeout);
        $text = stream_get_contents($stream, self::MAX_ANSWER);
        $isLate = stream_get_meta_data($stream)['timed_out'];
        fclose($stream);
        if ($text === false || $isLate) {
            throw new KeywardError('TIMEOUT', "No answer within $timeout s");
        }

        return ['status' => $status, 'headers' => $received, 'body' => $text];
    }

    public function download(string $url, array $headers, callable $open, int $maxBytes, float $timeout): void
    {
        [$stream, $status, $received] = $this->open('GET', $url, $headers, null, $timeout);
        $file = $open($status, $received);
        try {
            for ($size = 0; !feof($stream) && $size <= $maxBytes; $size += strlen($chunk)) {
                $chunk = (string) fread($stream, self::CHUNK);
                if (stream_get_meta_data($stream)['timed_out']) {
                    throw new KeywardError('TIMEOUT', "No data within $timeout s");
                }
                fwrite($file, $chunk);
            }
        } finally {
            fclose($stream);
            fclose($file);
        }
    }

    /**
     * @param array<string, string> $headers
     * @return array{resource, int, array<string, string>}
     */
    private function open(string $method, string $url, array $headers, ?string $body, float $timeout): array
    {
        $lines = array_map(static fn (string $name, string $value): string => "$name: $value", array_keys($headers), $headers);
        $context = stream_context_create(['http' => [
            'method' => $method,
            'header' => implode("\r\n", array_merge($lines, ['Connection: close'])),
            'content' => $body ?? '',
            'timeout' => $timeout,
            'follow_location' => 0,
            'ignore_errors' => true,
        ]]);
        $started = microtime(true);
        $problems = [];
        set_error_handler(static function (int $level, string $message) use (&$problems): bool {
            $problems[] = $message;

            return true;
        });
        try {
            $stream = fopen($url, 'rb', false, $context);
        } finally {
            restore_error_handler();
        }
        if ($stream === false) {
            $isLate = microtime(true) - $started >= $timeout;
            throw new KeywardError($isLate ? 'TIMEOUT' : 'NETWORK_ERROR', implode(' ', $problems ?: ['No connection']));
        }
        [$status, $received] = self::head(stream_get_meta_data($stream)['wrapper_data'] ?? []);
        if ($status === 0) {
            fclose($stream);
            throw new KeywardError('NETWORK_ERROR', 'The response has no status');
        }

        return [$stream, $status, $received];
    }

    /**
     * @param mixed $lines
     * @return array{int, array<string, string>}
     */
    private static function head($lines): array
    {
        $status = 0;
        $headers = [];
        foreach (is_array($lines) ? $lines : [] as $line) {
            if (preg_match('#^HTTP/\S+ (\d{3})#', (string) $line, $found)) {
                $status = (int) $found[1];
                $headers = [];
            } elseif (strpos((string) $line, ':') !== false) {
                [$name, $value] = explode(':', (string) $line, 2);
                $headers[strtolower($name)] = trim($value);
            }
        }

        return [$status, $headers];
    }
}
