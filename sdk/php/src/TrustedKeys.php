<?php

declare(strict_types=1);

namespace Keyward;

/**
 * The pinned public keys, and those that follow from them, by endorsement or by the list that an active key signs. Signatures are
 * Ed25519 or ES256 in compact JWS (RFC 7515, 7518, 8037).
 */
final class TrustedKeys
{
    public const VERDICT = 'keyward-verdict+jws';
    public const LICENSE_FILE = 'keyward-license+jws';
    /** An answer without a verdict, or a refusal. */
    public const ANSWER = 'keyward-answer+jws';
    public const UPDATE = 'keyward-update+jws';

    private const ENDORSEMENT = 'keyward-endorsement+jws';
    private const KEY_LIST = 'keyward-keys+jws';
    private const MAX_KEYS = 200;

    /** @var list<string> learned endorsements and lists of revoked keys; each is signed, so they may be stored anywhere */
    public array $proofs = [];
    /** @var array<string, PublicKey> */
    private array $keys = [];
    /** @var array<string, string> */
    private array $successors = [];
    /** @var array<string, true> */
    private array $revoked = [];

    /**
     * @param array<mixed> $pinned `x` of each key in `/.well-known/jwks.json` (`public_key` of ES256), or the keys as they stand there
     * @param array<mixed> $proofs
     */
    public function __construct(array $pinned, array $proofs = [])
    {
        foreach ($pinned['keys'] ?? $pinned as $key) {
            $publicKey = PublicKey::pinned($key);
            if ($publicKey === null) {
                throw KeywardError::usage('keys: a pinned key is 32 bytes in base64url, or 65 of ES256', 'INVALID_OPTIONS');
            }
            $this->keys[$publicKey->id()] = $publicKey;
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
     * The claims of an answer to a call, and the relay that signed it, which is still to be checked for the call; throws
     * UntrustedError.
     * @param mixed $jws
     * @return array{array<string, mixed>, ?CertifiedRelay}
     */
    public function verifyAnswer($jws, string $typ): array
    {
        $header = Encoding::jsonObject(Encoding::parts($jws, 3)[0]);
        if (!array_key_exists('chain', $header)) {
            return [$this->verify($jws, $typ), null];
        }
        try {
            return $this->relayed($jws, $typ, $header['chain']);
        } catch (UntrustedError $error) {
            throw new UntrustedError('relay_chain');
        }
    }

    /**
     * @param mixed $chain
     * @return array{array<string, mixed>, CertifiedRelay}
     */
    private function relayed(string $jws, string $typ, $chain): array
    {
        $certificate = is_array($chain) && count($chain) === 1 ? $chain[0] ?? null : null;
        $relay = new CertifiedRelay($this->verify($certificate, CertifiedRelay::CERTIFICATE));
        [$header, $payload, $signature] = Encoding::parts($jws, 3);
        if (self::signerIn($header, $typ, ",\"chain\":[\"$certificate\"]") !== ['EdDSA', $relay->kid]) {
            throw new UntrustedError('unknown_key');
        }
        if (!$relay->key->verifies($signature, substr($jws, 0, (int) strrpos($jws, '.')))) {
            throw new UntrustedError('signature');
        }
        $claims = Encoding::jsonObject($payload);
        $relay->checkClaims($claims);

        return [$claims, $relay];
    }

    /**
     * Follows rotations and revocations in an answer of `/.well-known/jwks.json`; ignores what no trusted key signed.
     * @param array<string, mixed> $jwks
     */
    public function learn(array $jwks): void
    {
        $keys = is_array($jwks['keys'] ?? null) ? array_slice($jwks['keys'], 0, self::MAX_KEYS) : [];
        $endorsements = array_map(static fn ($key) => is_array($key) ? $key['endorsement'] ?? null : null, $keys);
        do {
            // Their order says nothing: a pass that accepts none is the last.
            while ($this->acceptAny($endorsements)) {
                continue;
            }
        } while ($this->acceptAny([$jwks['signed'] ?? null, $jwks['signed_es256'] ?? null]));
    }

    /** @param list<mixed> $proofs */
    private function acceptAny(array $proofs): bool
    {
        return array_filter(array_map([$this, 'accept'], $proofs)) !== [];
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
        } catch (UntrustedError $error) {
            return false;
        }
        $publicKey = PublicKey::of($claims['public_key'] ?? $claims['x'] ?? null);
        $kid = $publicKey === null ? null : $publicKey->id();
        $fits = ($claims['kid'] ?? null) === $kid && count($this->keys) < self::MAX_KEYS;
        if ($publicKey === null || !$fits || isset($this->successors[$signer])) {
            return false;
        }
        $this->successors[$signer] = $kid;
        $this->keys[$kid] = $this->keys[$kid] ?? $publicKey;

        return true;
    }

    // Only the newest key of a chain revokes, and names keys of the other algorithm.
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

        return $this->addOthers($claims['other_keys'] ?? null) || count($this->revoked) > $known;
    }

    /** @param mixed $others */
    private function addOthers($others): bool
    {
        $known = count($this->keys);
        foreach (is_array($others) ? array_slice($others, 0, self::MAX_KEYS) : [] as $text) {
            $publicKey = PublicKey::of($text);
            if ($publicKey !== null && count($this->keys) < self::MAX_KEYS) {
                $this->keys[$publicKey->id()] = $publicKey;
            }
        }

        return count($this->keys) > $known;
    }

    /**
     * @param mixed $jws
     * @return array{string, array<string, mixed>}
     */
    private function verified($jws, string $typ): array
    {
        [$header, $payload, $signature] = Encoding::parts($jws, 3);
        [$algorithm, $kid] = self::signerIn($header, $typ);
        if (isset($this->revoked[$kid])) {
            throw new UntrustedError('revoked_key');
        }
        if (!isset($this->keys[$kid])) {
            throw new UntrustedError('unknown_key');
        }
        $signed = substr($jws, 0, (int) strrpos($jws, '.'));
        if ($algorithm !== $this->keys[$kid]->algorithm()) {
            throw new UntrustedError('algorithm');
        }
        if (!$this->keys[$kid]->verifies($signature, $signed)) {
            throw new UntrustedError('signature');
        }

        return [$kid, Encoding::jsonObject($payload)];
    }

    // The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
    /** @return array{string, string} */
    private static function signerIn(string $header, string $typ, string $more = ''): array
    {
        $members = Encoding::jsonObject($header);
        $algorithm = $members['alg'] ?? null;
        if ($algorithm !== 'EdDSA' && $algorithm !== 'ES256') {
            throw new UntrustedError('algorithm');
        }
        if (($members['typ'] ?? null) !== $typ) {
            throw new UntrustedError('type');
        }
        $kid = $members['kid'] ?? null;
        $isForm = is_string($kid) && preg_match('/^[A-Za-z0-9_-]{1,64}$/D', $kid) === 1;
        if (!$isForm || $header !== "{\"alg\":\"$algorithm\",\"kid\":\"$kid\",\"typ\":\"$typ\"$more}") {
            throw new UntrustedError('malformed');
        }

        return [$algorithm, $kid];
    }
}
