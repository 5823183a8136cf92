<?php

declare(strict_types=1);

namespace Keyward;

/** The address of the server, and what is said if no Keyward server answers there. */
final class ServerAddress
{
    public const CHECK = 'Check base_url: it is the address of the server, without /api/v1';
    public const CHECK_NETWORK = self::CHECK . ', or sign in to the network';
    /** A name, or an address of IPv6 in brackets. */
    private const HOST = '/^(?:[^\s\[\]]+|\[[0-9a-f:.]+\])$/i';
    /** Another address of a server, and no page on which people sign in. */
    private const MOVED = '#^(https?://.{1,100})/api/v1/#i';
    private const MAX_REASON = 120;
    private const NO_TLS = '/wrong.version.number|packet.length.too.long|record.layer.failure|unknown.protocol|enable crypto/i';
    private const UNTRUSTED = '/certificate|peer name/i';
    private const CLOSED = '/HTTP request failed|reset by peer|empty reply|response has no status/i';

    private string $url;

    /** Throws `INVALID_OPTIONS`. */
    public function __construct(string $url)
    {
        $parts = parse_url($url);
        $isHttp = is_array($parts) && in_array(strtolower($parts['scheme'] ?? ''), ['http', 'https'], true);
        if (!$isHttp || preg_match(self::HOST, $parts['host'] ?? '') !== 1) {
            throw self::invalid('must be a complete address with http:// or https://, such as https://licenses.example.com');
        }
        if (array_intersect_key($parts, ['user' => 1, 'pass' => 1, 'query' => 1, 'fragment' => 1]) !== []) {
            throw self::invalid('must be an address without user, query or fragment');
        }
        if (substr(rtrim($parts['path'] ?? '', '/'), -7) === '/api/v1') {
            throw self::invalid('must not end in /api/v1: the client adds it');
        }
        $this->url = rtrim($url, '/');
    }

    public function of(string $path): string
    {
        return $this->url . $path;
    }

    /** One line: what came instead of an answer of a Keyward server, and what to change. */
    public function notThere(string $came, string $advice): string
    {
        $line = trim((string) preg_replace('/\s+/', ' ', $came));
        $shown = strlen($line) <= self::MAX_REASON ? $line : substr($line, 0, self::MAX_REASON) . '…';

        return "No Keyward server answered at {$this->url}: $shown. $advice";
    }

    public function redirected(string $location): string
    {
        $target = (string) strtok($location, '?#');
        $isMoved = preg_match(self::MOVED, $target, $parts) === 1;

        return $this->notThere("it redirects to $target", $isMoved ? "If the server is there, make {$parts[1]} the base_url" : self::CHECK_NETWORK);
    }

    /** Nothing came. What libraries say of TLS is in the cause alone. */
    public function unreachable(KeywardError $error): KeywardError
    {
        if ($error->errorCode !== 'NETWORK_ERROR') {
            return $error;
        }
        $isEncrypted = stripos($this->url, 'https:') === 0;
        $said = (string) preg_replace('/^fopen\([^)]*\): (?:failed to open stream: )?/i', '', $error->getMessage());
        $message = $this->notThere($said, 'Check base_url and the network');
        if ($isEncrypted && preg_match(self::UNTRUSTED, $said) === 1) {
            $message = $this->notThere('its certificate is not trusted', 'Check base_url, the clock of this computer and the network');
        } elseif ($isEncrypted && preg_match(self::NO_TLS, $said) === 1) {
            $message = $this->notThere('it does not speak TLS there', 'Check base_url: http:// instead of https://?');
        } elseif (!$isEncrypted && preg_match(self::CLOSED, $said) === 1) {
            $message = $this->notThere('the connection was closed', 'Check base_url: https:// instead of http://?');
        }

        return new KeywardError('NETWORK_ERROR', $message, 0, null, null, $error);
    }

    private static function invalid(string $message): KeywardError
    {
        return KeywardError::usage("base_url $message", 'INVALID_OPTIONS');
    }
}
