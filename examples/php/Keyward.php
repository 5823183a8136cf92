<?php

declare(strict_types=1);

/** Licenses a program with Keyward: calls the license server, and trusts only what it signed. Needs PHP 8.1 with curl, openssl and sodium. */

namespace Keyward;

const VERDICT = 'keyward-verdict+jws';
const LICENSE_FILE = 'keyward-license+jws';
const UPDATE = 'keyward-update+jws';

const MAX_CHARACTERS = 65_536;
const MAX_ANSWER = 1_048_576;
const MAX_KEYS = 200;
const TIMEOUT = 10;
/** Seconds by which the clocks of server and device may differ. */
const SKEW = 3600;
/** Refusals of a device, which say nothing about a license file for any device. */
const DEVICE_CODES = ['NOT_ACTIVATED', 'DEVICE_MISMATCH', 'SEATS_EXHAUSTED', 'DEVICE_BOUND_ELSEWHERE'];

/** Something that should be signed by the license server is not to be trusted. */
final class Untrusted extends \RuntimeException
{
    /** @param string $reason malformed, algorithm, type, unknown_key, revoked_key, signature or decryption */
    public function __construct(public readonly string $reason)
    {
        parent::__construct($reason);
    }
}

/** The server signed it, but about something else than asked for. */
final class Mismatch extends \RuntimeException
{
    public function __construct(public readonly string $claim)
    {
        parent::__construct($claim);
    }
}

/** No answer, or an error, which anybody can send. */
final class Unreachable extends \RuntimeException
{
}

/** The pinned public keys, and those that follow from them by endorsement. */
final class TrustedKeys
{
    /** What was learned. Store it, and pass it at the next start; each proof is signed. */
    public array $proofs = [];
    private array $keys = [];
    private array $successors = [];
    private array $revoked = [];

    public function __construct(array $pinned, array $proofs = [])
    {
        foreach ($pinned as $x) {
            $publicKey = fromBase64url($x);
            if (strlen($publicKey) !== 32) {
                throw new \InvalidArgumentException('A pinned key has 32 bytes');
            }
            $this->keys[kidOf($publicKey)] = $publicKey;
        }
        array_map($this->accept(...), $proofs);
    }

    /** The claims of a compact JWS; throws Untrusted. */
    public function verify(mixed $jws, string $typ): array
    {
        return $this->verified($jws, $typ)[1];
    }

    /** Follows rotations and revocations in an answer of /.well-known/jwks.json. */
    public function learn(mixed $jwks): void
    {
        $keys = is_array($jwks['keys'] ?? null) ? array_slice($jwks['keys'], 0, MAX_KEYS) : [];
        $endorsements = array_map(fn ($key) => is_array($key) ? $key['endorsement'] ?? null : null, $keys);
        // Their order says nothing: a pass that accepts none is the last.
        while (in_array(true, array_map($this->accept(...), $endorsements), true));
        if (is_array($jwks)) {
            $this->accept($jwks['signed'] ?? null);
        }
    }

    private function accept(mixed $proof): bool
    {
        if (in_array($proof, $this->proofs, true)) {
            return false;
        }
        $accepted = $this->acceptEndorsement($proof) || $this->acceptKeyList($proof);
        if ($accepted) {
            $this->proofs[] = $proof;
        }
        return $accepted;
    }

    // Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
    private function acceptEndorsement(mixed $jws): bool
    {
        try {
            [$signer, $claims] = $this->verified($jws, 'keyward-endorsement+jws');
            $publicKey = fromBase64url($claims['x'] ?? null);
        } catch (Untrusted) {
            return false;
        }
        $kid = kidOf($publicKey);
        $fits = strlen($publicKey) === 32 && ($claims['kid'] ?? null) === $kid && count($this->keys) < MAX_KEYS;
        if (!$fits || isset($this->successors[$signer])) {
            return false;
        }
        $this->successors[$signer] = $kid;
        $this->keys[$kid] ??= $publicKey;
        return true;
    }

    // Only the newest key of a chain revokes.
    private function acceptKeyList(mixed $jws): bool
    {
        try {
            [$signer, $claims] = $this->verified($jws, 'keyward-keys+jws');
        } catch (Untrusted) {
            return false;
        }
        $revoked = $claims['revoked'] ?? null;
        if (isset($this->successors[$signer]) || !is_array($revoked)) {
            return false;
        }
        $known = count($this->revoked);
        foreach (array_filter($revoked, is_string(...)) as $kid) {
            $this->revoked[$kid] = true;
        }
        return count($this->revoked) > $known;
    }

    private function verified(mixed $jws, string $typ): array
    {
        [$header, $payload, $signature] = parts($jws, 3);
        $kid = kidIn($header, $typ);
        if (isset($this->revoked[$kid])) {
            throw new Untrusted('revoked_key');
        }
        $publicKey = $this->keys[$kid] ?? throw new Untrusted('unknown_key');
        $signed = substr($jws, 0, strrpos($jws, '.'));
        if (strlen($signature) !== 64 || !sodium_crypto_sign_verify_detached($signature, $signed, $publicKey)) {
            throw new Untrusted('signature');
        }
        return [$kid, jsonObject($payload)];
    }
}

/** Calls of a program. An answer that is not signed as asked is as good as none. */
final class Server
{
    /** The last answer that was verified, as it was received. Store it if it is a refusal, and read it at the next start. */
    public ?string $signed = null;

    public function __construct(
        private readonly string $baseUrl,
        private readonly string $product,
        private readonly TrustedKeys $keys,
    ) {
    }

    /** Takes a seat for the device, and returns the claims. */
    public function activate(string $licenseKey, string $fingerprint): array
    {
        return $this->ask('activate', $licenseKey, $fingerprint);
    }

    /** The claims: `valid` says whether the program may run, `code` why not. */
    public function validate(string $licenseKey, string $fingerprint): array
    {
        return $this->ask('validate', $licenseKey, $fingerprint);
    }

    /** The text of a license file for this device. */
    public function licenseFile(string $licenseKey, string $fingerprint, bool $encrypted = false): string
    {
        $body = ['license_key' => $licenseKey, 'hardware_id' => $fingerprint, 'encrypted' => $encrypted];
        return $this->send('/api/v1/license-file', $body)['file'] ?? throw new Unreachable('No license file');
    }

    /** Learns rotated and revoked keys. */
    public function learnKeys(): void
    {
        $this->keys->learn($this->send('/.well-known/jwks.json'));
    }

    private function ask(string $op, string $licenseKey, string $fingerprint): array
    {
        $nonce = base64url(random_bytes(24));
        $asked = ['license_key' => $licenseKey, 'product' => $this->product, 'nonce' => $nonce];
        $answer = $this->send("/api/v1/$op", [...$asked, 'hardware_id' => $fingerprint]);
        $request = [...$asked, 'op' => $op, 'fingerprint' => $fingerprint, 'now' => time()];
        $claims = readAnswer($this->keys, $answer['signed'] ?? null, $request);
        $this->signed = $answer['signed'];
        return $claims;
    }

    private function send(string $path, ?array $body = null): array
    {
        $text = '';
        $call = curl_init(rtrim($this->baseUrl, '/') . $path);
        curl_setopt_array($call, [
            CURLOPT_TIMEOUT => TIMEOUT,
            CURLOPT_WRITEFUNCTION => function ($call, string $piece) use (&$text): int {
                $text .= $piece;
                return strlen($text) <= MAX_ANSWER ? strlen($piece) : 0;
            },
        ]);
        if ($body !== null) {
            curl_setopt($call, CURLOPT_POSTFIELDS, json_encode($body, JSON_THROW_ON_ERROR));
            curl_setopt($call, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
        }
        if (!curl_exec($call)) {
            throw new Unreachable(curl_error($call));
        }
        $status = curl_getinfo($call, CURLINFO_RESPONSE_CODE);
        $answer = $status < 300 ? json_decode($text, true) : null;
        return is_array($answer) ? $answer : throw new Unreachable("$status: $text");
    }
}

/**
 * The claims of a signed answer.
 * @param array $request what was asked: op, nonce, product, license_key, fingerprint, now
 */
function readAnswer(TrustedKeys $keys, mixed $jws, array $request): array
{
    $claims = $keys->verify($jws, VERDICT);
    mustMatch('nonce', ($claims['nonce'] ?? null) === $request['nonce']);
    mustMatch('op', ($claims['op'] ?? null) === $request['op']);
    matchLicense($claims, $request);
    mustMatch('fingerprint', $claims['fingerprint'] === $request['fingerprint']);
    mustMatch('exp', $request['now'] < $claims['exp'] + SKEW);
    return $claims;
}

/**
 * The claims of a license file.
 * @param array $device what it must be for: product, license_key, fingerprint, now
 */
function readLicenseFile(TrustedKeys $keys, string $text, array $device): array
{
    $compact = compactIn($text);
    $jws = substr_count($compact, '.') === 4 ? decrypt($compact, $device) : $compact;
    $claims = $keys->verify($jws, LICENSE_FILE);
    if (($claims['ver'] ?? null) !== 1) {
        throw new Untrusted('malformed');
    }
    matchLicense($claims, $device);
    mustMatch('fingerprint', in_array($claims['fingerprint'], [null, $device['fingerprint']], true));
    mustMatch('nbf', $claims['nbf'] <= $device['now'] + SKEW);
    mustMatch('exp', $device['now'] < $claims['exp']);
    return $claims;
}

/**
 * The claims of a signed refusal that was kept.
 * @param array $device what it must be about, as of a license file
 */
function readRefusal(TrustedKeys $keys, string $jws, array $device): array
{
    $claims = $keys->verify($jws, VERDICT);
    mustMatch('valid', ($claims['valid'] ?? null) === false);
    matchLicense($claims, $device);
    mustMatch('fingerprint', $claims['fingerprint'] === $device['fingerprint']);
    return $claims;
}

/** Whether a signed refusal ends the use of a license file: a file that was issued later, or in the same second, counts. */
function refutes(array $refusal, array $file): bool
{
    $isAboutIt = $file['fingerprint'] !== null || !in_array($refusal['code'], DEVICE_CODES, true);
    return $isAboutIt && $refusal['iat'] > $file['iat'];
}

/** What a program without network shows to get a license file. */
function offlineRequest(string $licenseKey, string $fingerprint, string $nonce): string
{
    return 'KWR1.' . code(['k' => keyHint($licenseKey), 'f' => $fingerprint, 'n' => $nonce]);
}

/** What a program without network shows after it has deleted its license file. */
function releaseCode(string $licenseKey, string $fingerprint, string $jti): string
{
    $proof = hash_hmac('sha256', "keyward release $fingerprint $jti", $licenseKey, true);
    $s = substr(base64url($proof), 0, 22);
    return 'KWX1.' . code(['k' => keyHint($licenseKey), 'f' => $fingerprint, 's' => $s]);
}

function mustMatch(string $claim, bool $holds): void
{
    $holds || throw new Mismatch($claim);
}

function matchLicense(array $claims, array $asked): void
{
    // A no may be that the license is for another product, or that the key is unknown.
    mustMatch('product', $claims['valid'] === false || $claims['product'] === $asked['product']);
    mustMatch('key_hash', $claims['key_hash'] === hash('sha256', $asked['license_key']));
}

function parts(mixed $compact, int $count): array
{
    $parts = is_string($compact) && strlen($compact) <= MAX_CHARACTERS ? explode('.', $compact) : [];
    if (count($parts) !== $count) {
        throw new Untrusted('malformed');
    }
    return array_map(fromBase64url(...), $parts);
}

// The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
function kidIn(string $header, string $typ): string
{
    $members = jsonObject($header);
    if (($members['alg'] ?? null) !== 'EdDSA') {
        throw new Untrusted('algorithm');
    }
    if (($members['typ'] ?? null) !== $typ) {
        throw new Untrusted('type');
    }
    $kid = $members['kid'] ?? null;
    if (!is_string($kid) || !preg_match('/^[A-Za-z0-9_-]{1,64}$/D', $kid)) {
        throw new Untrusted('malformed');
    }
    if ($header !== "{\"alg\":\"EdDSA\",\"kid\":\"$kid\",\"typ\":\"$typ\"}") {
        throw new Untrusted('malformed');
    }
    return $kid;
}

function jsonObject(string $text): array
{
    $value = json_decode($text, true);
    // Decoded as an array, a list looks like an object.
    if (!is_array($value) || !str_starts_with(ltrim($text, " \t\r\n"), '{')) {
        throw new Untrusted('malformed');
    }
    return $value;
}

// Mail programs change the ends of lines.
function compactIn(string $text): string
{
    $file = trim(str_replace("\r\n", "\n", $text), " \n");
    $form = '~^-----BEGIN KEYWARD LICENSE FILE-----\n([A-Za-z0-9+/=\n]+)\n-----END KEYWARD LICENSE FILE-----$~D';
    if (strlen($text) > 2 * MAX_CHARACTERS || !preg_match($form, $file, $found)) {
        throw new Untrusted('malformed');
    }
    $encoded = str_replace("\n", '', $found[1]);
    $compact = base64_decode($encoded, true);
    if ($compact === false || base64_encode($compact) !== $encoded) {
        throw new Untrusted('malformed');
    }
    return $compact;
}

function decrypt(string $jwe, array $device): string
{
    [$header, $encryptedKey, $iv, $ciphertext, $tag] = parts($jwe, 5);
    $members = jsonObject($header);
    if (($members['alg'] ?? null) !== 'dir' || ($members['enc'] ?? null) !== 'A256GCM') {
        throw new Untrusted('algorithm');
    }
    if (($members['typ'] ?? null) !== 'keyward-license+jwe') {
        throw new Untrusted('type');
    }
    if ($header !== '{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}') {
        throw new Untrusted('malformed');
    }
    if ($encryptedKey !== '' || strlen($iv) !== 12 || strlen($tag) !== 16) {
        throw new Untrusted('malformed');
    }
    $protected = strstr($jwe, '.', true);
    // A file for any device is encrypted without a fingerprint, and does not say so.
    foreach ([$device['fingerprint'], ''] as $salt) {
        $key = hash_hkdf('sha256', $device['license_key'], 32, 'keyward license file', $salt);
        $jws = openssl_decrypt($ciphertext, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag, $protected);
        if ($jws !== false) {
            return $jws;
        }
    }
    throw new Untrusted('decryption');
}

function kidOf(string $publicKey): string
{
    return substr(base64url(hash('sha256', $publicKey, true)), 0, 8);
}

function keyHint(string $licenseKey): string
{
    return substr(base64url(hash('sha256', $licenseKey, true)), 0, 22);
}

function code(array $fields): string
{
    return base64url(json_encode($fields, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR));
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function fromBase64url(mixed $text): string
{
    if (!is_string($text) || !preg_match('/^[A-Za-z0-9_-]*$/D', $text)) {
        throw new Untrusted('malformed');
    }
    $bytes = base64_decode(strtr($text, '-_', '+/'), true);
    // Several texts decode to the same bytes; only one of them is right.
    if ($bytes === false || base64url($bytes) !== $text) {
        throw new Untrusted('malformed');
    }
    return $bytes;
}
