<?php

declare(strict_types=1);

namespace Keyward;

/** The pinned public keys, and those that follow from them by endorsement. Signatures are Ed25519 in compact JWS (RFC 7515, 8037). */
final class TrustedKeys
{
    public const VERDICT = 'keyward-verdict+jws';
    public const LICENSE_FILE = 'keyward-license+jws';
    public const UPDATE = 'keyward-update+jws';

    private const ENDORSEMENT = 'keyward-endorsement+jws';
    private const KEY_LIST = 'keyward-keys+jws';
    private const MAX_KEYS = 200;

    /** @var list<string> learned endorsements and lists of revoked keys; each is signed, so they may be stored anywhere */
    public array $proofs = [];
    /** @var array<string, string> */
    private array $keys = [];
    /** @var array<string, string> */
    private array $successors = [];
    /** @var array<string, true> */
    private array $revoked = [];

    /**
     * @param array<mixed> $pinned `x` of each key in `/.well-known/jwks.json`, or the keys as they stand there
     * @param array<mixed> $proofs
     */
    public function __construct(array $pinned, array $proofs = [])
    {
        foreach ($pinned['keys'] ?? $pinned as $key) {
            $publicKey = self::pinnedKey(is_array($key) ? $key['x'] ?? null : $key);
            $this->keys[self::kidOf($publicKey)] = $publicKey;
        }
        if ($this->keys === []) {
            throw KeywardError::usage('keys: at least one public key must be pinned', 'INVALID_OPTIONS');
        }
        foreach (array_slice($proofs, 0, 2 * self::MAX_KEYS) as $proof) {
            $this->accept($proof);
        }
    }

    /**
     * The claims of a compact JWS; throws UntrustedError.
     * @param mixed $jws
     * @return array<string, mixed>
     */
    public function verify($jws, string $typ): array
    {
        return $this->verified($jws, $typ)[1];
    }

    /**
     * Follows rotations and revocations in an answer of `/.well-known/jwks.json`; ignores what no trusted key signed.
     * @param array<string, mixed> $jwks
     */
    public function learn(array $jwks): void
    {
        $keys = is_array($jwks['keys'] ?? null) ? array_slice($jwks['keys'], 0, self::MAX_KEYS) : [];
        $endorsements = array_map(static fn ($key) => is_array($key) ? $key['endorsement'] ?? null : null, $keys);
        // Their order says nothing: a pass that accepts none is the last.
        do {
            $accepted = array_filter(array_map([$this, 'accept'], $endorsements));
        } while ($accepted !== []);
        $this->accept($jwks['signed'] ?? null);
    }

    /** @param mixed $proof */
    private function accept($proof): bool
    {
        if (!is_string($proof) || in_array($proof, $this->proofs, true)) {
            return false;
        }
        $accepted = $this->acceptEndorsement($proof) || $this->acceptKeyList($proof);
        if ($accepted) {
            $this->proofs[] = $proof;
        }

        return $accepted;
    }

    // Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
    private function acceptEndorsement(string $jws): bool
    {
        try {
            [$signer, $claims] = $this->verified($jws, self::ENDORSEMENT);
            $publicKey = Encoding::fromBase64url($claims['x'] ?? null);
        } catch (UntrustedError $error) {
            return false;
        }
        $kid = self::kidOf($publicKey);
        $fits = strlen($publicKey) === 32 && ($claims['kid'] ?? null) === $kid && count($this->keys) < self::MAX_KEYS;
        if (!$fits || isset($this->successors[$signer])) {
            return false;
        }
        $this->successors[$signer] = $kid;
        $this->keys[$kid] = $this->keys[$kid] ?? $publicKey;

        return true;
    }

    // Only the newest key of a chain revokes.
    private function acceptKeyList(string $jws): bool
    {
        try {
            [$signer, $claims] = $this->verified($jws, self::KEY_LIST);
        } catch (UntrustedError $error) {
            return false;
        }
        $revoked = $claims['revoked'] ?? null;
        if (isset($this->successors[$signer]) || !is_array($revoked)) {
            return false;
        }
        $known = count($this->revoked);
        foreach (array_filter(array_slice($revoked, 0, self::MAX_KEYS), 'is_string') as $kid) {
            $this->revoked[$kid] = true;
        }

        return count($this->revoked) > $known;
    }

    /**
     * @param mixed $jws
     * @return array{string, array<string, mixed>}
     */
    private function verified($jws, string $typ): array
    {
        [$header, $payload, $signature] = Encoding::parts($jws, 3);
        $kid = self::kidIn($header, $typ);
        if (isset($this->revoked[$kid])) {
            throw new UntrustedError('revoked_key');
        }
        if (!isset($this->keys[$kid])) {
            throw new UntrustedError('unknown_key');
        }
        $signed = substr($jws, 0, (int) strrpos($jws, '.'));
        if (strlen($signature) !== 64 || !sodium_crypto_sign_verify_detached($signature, $signed, $this->keys[$kid])) {
            throw new UntrustedError('signature');
        }

        return [$kid, Encoding::jsonObject($payload)];
    }

    // The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
    private static function kidIn(string $header, string $typ): string
    {
        $members = Encoding::jsonObject($header);
        if (($members['alg'] ?? null) !== 'EdDSA') {
            throw new UntrustedError('algorithm');
        }
        if (($members['typ'] ?? null) !== $typ) {
            throw new UntrustedError('type');
        }
        $kid = $members['kid'] ?? null;
        $isForm = is_string($kid) && preg_match('/^[A-Za-z0-9_-]{1,64}$/D', $kid) === 1;
        if (!$isForm || $header !== "{\"alg\":\"EdDSA\",\"kid\":\"$kid\",\"typ\":\"$typ\"}") {
            throw new UntrustedError('malformed');
        }

        return $kid;
    }

    /** @param mixed $x */
    private static function pinnedKey($x): string
    {
        try {
            // As it was pasted: in either alphabet, with or without padding, between quotation marks.
            $pasted = is_string($x) ? strtr((string) preg_replace('~[^A-Za-z0-9+/_-]~', '', $x), '+/', '-_') : $x;
            $publicKey = Encoding::fromBase64url($pasted);
        } catch (UntrustedError $error) {
            $publicKey = '';
        }
        if (strlen($publicKey) !== 32) {
            throw KeywardError::usage('keys: a pinned key is 32 bytes in base64url', 'INVALID_OPTIONS');
        }

        return $publicKey;
    }

    private static function kidOf(string $publicKey): string
    {
        return substr(Encoding::base64url(hash('sha256', $publicKey, true)), 0, 8);
    }
}
