<?php

declare(strict_types=1);

namespace Keyward;

/** The calls of the native API that a program makes. They throw KeywardError if nobody answers or the server refuses. */
final class Calls
{
    private const MAX_RETRY_AFTER = 5;

    private ServerAddress $address;
    private Refusals $refusals;
    /** @var array<string, string> sent with every call about the license */
    private array $facts;
    /** @var array<string, string> scopes with which the license must agree */
    private array $scopes;
    /** @var callable(): ?string */
    private $findEnvironment;
    private ?string $environment = null;
    private Transport $transport;
    private float $timeout;
    private int $retries;

    /**
     * @param array<string, ?string> $facts
     * @param array<string, ?string> $scopes
     * @param callable(): ?string $findEnvironment called once, when it is first sent: most requests of a web page send nothing
     */
    public function __construct(ServerAddress $address, array $facts, array $scopes, callable $findEnvironment, Transport $transport, float $timeout, int $retries)
    {
        $this->address = $address;
        $this->refusals = new Refusals($address);
        $this->facts = array_filter($facts, 'is_string');
        $this->scopes = array_filter($scopes, 'is_string');
        $this->findEnvironment = $findEnvironment;
        $this->transport = $transport;
        $this->timeout = $timeout;
        $this->retries = $retries;
    }

    public function environment(): ?string
    {
        return $this->environment = $this->environment ?? ($this->findEnvironment)();
    }

    /** @return array<string, mixed> */
    public function validate(string $licenseKey, string $nonce, ?string $licenseFile): array
    {
        $file = $licenseFile === null ? [] : ['license_file' => $licenseFile];

        return $this->send('/api/v1/validate', ['license_key' => $licenseKey, 'nonce' => $nonce] + $file + $this->judged());
    }

    /** @return array<string, mixed> */
    public function activate(string $licenseKey, string $nonce): array
    {
        return $this->change('/api/v1/activate', ['license_key' => $licenseKey, 'nonce' => $nonce] + $this->judged());
    }

    /** @return array<string, mixed> */
    public function deactivate(string $licenseKey, string $nonce): array
    {
        $facts = array_diff_key($this->facts, ['user' => true]);

        return $this->change('/api/v1/deactivate', ['license_key' => $licenseKey, 'nonce' => $nonce] + $facts);
    }

    /**
     * Without a free seat, the program takes a place in the waiting line, or keeps that of the token.
     * @return array<string, mixed>
     */
    public function startSession(string $licenseKey, string $nonce, ?string $waitToken): array
    {
        $place = $waitToken === null ? ['wait' => true] : ['wait' => true, 'wait_token' => $waitToken];

        return $this->change('/api/v1/license-sessions', ['license_key' => $licenseKey, 'nonce' => $nonce] + $place + $this->judged());
    }

    /** @return array<string, mixed> */
    public function renewSession(string $token, string $nonce, ?int $borrowDays, ?int $idleSeconds): array
    {
        $given = array_filter(['borrow_days' => $borrowDays, 'idle_seconds' => $idleSeconds], 'is_int');
        $user = $borrowDays > 0 ? array_intersect_key($this->facts, ['user' => true]) : [];

        return $this->send('/api/v1/license-sessions/heartbeat', ['session_token' => $token, 'nonce' => $nonce] + $given + $user);
    }

    /**
     * @param list<string> $take
     * @param list<string> $release
     * @return array<string, mixed>
     */
    public function changeFeatures(string $token, string $nonce, array $take, array $release): array
    {
        $body = ['session_token' => $token, 'nonce' => $nonce, 'take' => $take, 'release' => $release];

        return $this->send('/api/v1/license-sessions/features', $body);
    }

    public function endSession(string $token): void
    {
        $this->change('/api/v1/license-sessions/end', ['session_token' => $token]);
    }

    /**
     * @param list<array<string, mixed>> $items
     * @return array<string, mixed>
     */
    public function recordUsage(string $licenseKey, string $nonce, array $items): array
    {
        return $this->change('/api/v1/usage', $this->used($licenseKey, $nonce, $items));
    }

    /**
     * @param list<array<string, mixed>> $items
     * @return array<string, mixed>
     */
    public function reserveUsage(string $licenseKey, string $nonce, array $items, ?int $seconds): array
    {
        $end = $seconds === null ? [] : ['expires_in' => $seconds];

        return $this->change('/api/v1/usage/reservations', $this->used($licenseKey, $nonce, $items) + $end);
    }

    /**
     * @param list<array<string, mixed>>|null $items
     * @return array<string, mixed>
     */
    public function commitUsage(string $token, string $nonce, ?array $items): array
    {
        $taken = $items === null ? [] : ['items' => $items];

        return $this->change('/api/v1/usage/reservations/commit', ['reservation_token' => $token, 'nonce' => $nonce] + $taken);
    }

    public function releaseUsage(string $token): void
    {
        $this->change('/api/v1/usage/reservations/release', ['reservation_token' => $token]);
    }

    /** @return array<string, mixed> */
    public function requestTrial(?string $email, ?string $domain): array
    {
        $identity = array_filter(['email' => $email, 'domain' => $domain], 'is_string');
        $facts = array_intersect_key($this->facts, ['product' => true, 'hardware_id' => true, 'app_version' => true]);

        return $this->change('/api/v1/trials', $facts + $identity);
    }

    /**
     * @param array<string, string> $target
     * @return array<string, mixed>
     */
    public function checkForUpdate(?string $licenseKey, string $nonce, string $currentVersion, array $target): array
    {
        $facts = array_intersect_key($this->facts, ['product' => true, 'hardware_id' => true, 'channel' => true]);
        $key = $licenseKey === null ? [] : ['license_key' => $licenseKey];

        return $this->send('/api/v1/updates/check', ['current_version' => $currentVersion, 'nonce' => $nonce] + $facts + $key + $target);
    }

    /** @return array<string, mixed> */
    public function publicKeys(): array
    {
        return $this->send('/.well-known/jwks.json', null);
    }

    /**
     * Appends the bytes from `$start` on to a file. They come from the server that the program knows: an address is not signed, and
     * the license key goes with the request.
     * @param callable(int, array<string, string>): resource $open
     */
    public function download(string $url, ?string $licenseKey, int $start, string $etag, callable $open, int $maxBytes): void
    {
        $isOwn = preg_match('~/api/v1/updates/[^?#]*(?:\?[^#]*)?~', $url, $path) === 1;
        $headers = $isOwn ? ['X-Hardware-Id' => $this->facts['hardware_id']] : [];
        if ($isOwn && $licenseKey !== null) {
            $headers['Authorization'] = "License $licenseKey";
        }
        if ($start > 0) {
            $headers += ['Range' => "bytes=$start-", 'If-Range' => "\"$etag\""];
        }
        $this->transport->download($isOwn ? $this->address->of($path[0]) : $url, $headers, $open, $maxBytes, $this->timeout);
    }

    /**
     * @param list<array<string, mixed>> $items
     * @return array<string, mixed>
     */
    private function used(string $licenseKey, string $nonce, array $items): array
    {
        return ['license_key' => $licenseKey, 'hardware_id' => $this->facts['hardware_id'], 'nonce' => $nonce, 'items' => $items];
    }

    /**
     * The facts, and what else the call is judged by.
     * @return array<string, string>
     */
    private function judged(): array
    {
        return $this->facts + $this->scopes + array_filter(['environment' => $this->environment()], 'is_string');
    }

    /**
     * The same key on every attempt: the server returns the first answer again.
     * @param array<string, mixed> $body
     * @return array<string, mixed>
     */
    private function change(string $path, array $body): array
    {
        return $this->send($path, $body, ['Idempotency-Key' => bin2hex(random_bytes(16))]);
    }

    /**
     * @param array<string, mixed>|null $body
     * @param array<string, string> $headers
     * @return array<string, mixed>
     */
    private function send(string $path, ?array $body, array $headers = []): array
    {
        for ($attempt = 0; ; $attempt++) {
            try {
                return $this->attempt($path, $body, $headers);
            } catch (KeywardError $error) {
                $isTransient = $error->isPostponed() || $error->errorCode === 'NETWORK_ERROR';
                $wait = $error->retryAfter ?? 0.2 * 2 ** $attempt * (1 + random_int(0, 25) / 100);
                if ($attempt >= $this->retries || !$isTransient || $wait > self::MAX_RETRY_AFTER) {
                    throw $error;
                }
                usleep((int) ($wait * 1_000_000));
            }
        }
    }

    /**
     * @param array<string, mixed>|null $body
     * @param array<string, string> $headers
     * @return array<string, mixed>
     */
    private function attempt(string $path, ?array $body, array $headers): array
    {
        $method = $body === null ? 'GET' : 'POST';
        $type = $body === null ? [] : ['Content-Type' => 'application/json'];
        $text = $body === null ? null : Encoding::json($body);
        try {
            $answer = $this->transport->send($method, $this->address->of($path), $headers + $type, $text, $this->timeout);
        } catch (KeywardError $error) {
            throw $this->address->unreachable($error);
        }
        $object = $answer['status'] === 204 ? [] : json_decode($answer['body'], true);
        if ($answer['status'] >= 300) {
            throw $this->refusals->refusal($answer['status'], $answer['headers'], is_array($object) ? $object : []);
        }
        if (!is_array($object) || Refusals::isPage($answer['headers'])) {
            throw $this->refusals->notOfServer($answer['status'], $answer['headers']);
        }

        return $object;
    }
}
