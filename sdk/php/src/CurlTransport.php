<?php

declare(strict_types=1);

namespace Keyward;

/** Over the extension curl, for hosts that forbid PHP's streams to open addresses. */
final class CurlTransport implements Transport
{
    private const MAX_ANSWER = 1_048_576;

    public function send(string $method, string $url, array $headers, ?string $body, float $timeout): array
    {
        $text = '';
        $receive = static function (string $data) use (&$text): bool {
            $text .= $data;

            return strlen($text) <= self::MAX_ANSWER;
        };
        $options = [CURLOPT_CUSTOMREQUEST => $method, CURLOPT_TIMEOUT_MS => self::milliseconds($timeout)];
        $sent = $body === null ? [] : [CURLOPT_POSTFIELDS => $body];
        [$status, $received] = self::perform($url, $headers, $options + $sent, $receive, $timeout);

        return ['status' => $status, 'headers' => $received, 'body' => $text];
    }

    public function download(string $url, array $headers, callable $open, int $maxBytes, float $timeout): void
    {
        $file = null;
        $size = 0;
        $receive = static function (string $data, int $status, array $received) use (&$file, &$size, $open, $maxBytes): bool {
            $file = $file ?? $open($status, $received);
            $size += strlen($data);

            return fwrite($file, $data) === strlen($data) && $size <= $maxBytes;
        };
        $slow = [CURLOPT_LOW_SPEED_LIMIT => 1, CURLOPT_LOW_SPEED_TIME => (int) ceil($timeout)];
        try {
            [$status, $received] = self::perform($url, $headers, $slow, $receive, $timeout);
            $file = $file ?? $open($status, $received);
        } finally {
            $file === null || fclose($file);
        }
    }

    /**
     * @param array<string, string> $headers
     * @param array<int, mixed> $options
     * @param callable(string, int, array<string, string>): bool $receive false ends the transfer
     * @return array{int, array<string, string>}
     */
    private static function perform(string $url, array $headers, array $options, callable $receive, float $timeout): array
    {
        $received = [];
        $problem = null;
        $isStopped = false;
        $curl = curl_init($url);
        curl_setopt_array($curl, $options + [
            CURLOPT_HTTPHEADER => array_map(static fn (string $name, string $value): string => "$name: $value", array_keys($headers), $headers),
            CURLOPT_CONNECTTIMEOUT_MS => self::milliseconds($timeout),
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_HEADERFUNCTION => static function ($curl, string $line) use (&$received): int {
                if (strpos($line, 'HTTP/') === 0) {
                    $received = [];
                } elseif (strpos($line, ':') !== false) {
                    [$name, $value] = explode(':', $line, 2);
                    $received[strtolower($name)] = trim($value);
                }

                return strlen($line);
            },
            CURLOPT_WRITEFUNCTION => static function ($curl, string $data) use (&$received, &$problem, &$isStopped, $receive): int {
                try {
                    $isStopped = !$receive($data, (int) curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $received);
                } catch (KeywardError $error) {
                    $problem = $error;
                }

                return $isStopped || $problem !== null ? -1 : strlen($data);
            },
        ]);
        $isComplete = curl_exec($curl) !== false || $isStopped;
        if ($problem !== null) {
            throw $problem;
        }
        if (!$isComplete) {
            throw new KeywardError(curl_errno($curl) === CURLE_OPERATION_TIMEDOUT ? 'TIMEOUT' : 'NETWORK_ERROR', curl_error($curl));
        }

        return [(int) curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $received];
    }

    private static function milliseconds(float $seconds): int
    {
        return (int) ($seconds * 1000);
    }
}
