<?php

declare(strict_types=1);

namespace Keyward;

/** Turns signed texts into proof about one program on one device. */
final class Verifier
{
    private const OPERATIONS = ['validate', 'activate', 'heartbeat', 'session'];

    public TrustedKeys $keys;
    private string $product;
    private string $fingerprint;
    private KnownTime $time;

    public function __construct(TrustedKeys $keys, string $product, string $fingerprint, KnownTime $time)
    {
        $this->keys = $keys;
        $this->product = $product;
        $this->fingerprint = $fingerprint;
        $this->time = $time;
    }

    public function subject(string $licenseKey, ?string $license = null): Subject
    {
        return new Subject($this->product, $licenseKey, $this->fingerprint, $license);
    }

    /**
     * The answer to a call. Throws UntrustedError and MismatchError.
     * @param mixed $text
     */
    public function answer($text, Subject $subject, AskedCall $call): Proof
    {
        [$claims, $relay] = $this->verified($text, TrustedKeys::VERDICT, $subject->licenseKey, $this->time->now());
        $call->check($claims);

        return Proof::of('server', $text, $claims, $subject, $relay);
    }

    /**
     * The claims of an answer without a verdict, or of a refusal. Throws UntrustedError and MismatchError.
     * @param mixed $text
     * @return array<string, mixed>
     */
    public function outcome($text, AskedCall $call): array
    {
        // A token names its license no more than a call without a license key does.
        $licenseKey = $call->namesDevice ? $call->credential : null;
        [$claims] = $this->verified($text, TrustedKeys::ANSWER, $licenseKey, $this->time->now());
        $call->check($claims);
        $call->checkSubject($claims, $this->fingerprint);

        return $claims;
    }

    /** An answer that was verified before, from the store. */
    public function storedAnswer(?string $text, Subject $subject): ?Proof
    {
        try {
            [$claims, $relay] = $this->verified($text, TrustedKeys::VERDICT, $subject->licenseKey, null);
            $isAnswer = in_array($claims['op'] ?? null, self::OPERATIONS, true);

            return $isAnswer ? Proof::of('server', (string) $text, $claims, $subject, $relay) : null;
        } catch (UntrustedError | MismatchError $error) {
            return null;
        }
    }

    /** A license file. Throws UntrustedError and MismatchError. */
    public function file(string $text, Subject $subject): Proof
    {
        $clean = LicenseFile::clean($text);
        $claims = LicenseFile::read($clean, $this->keys, $subject->licenseKey, $subject->fingerprint);
        $proof = Proof::of('file', $clean, $claims, $subject);
        if (!$proof->isValid) {
            throw new UntrustedError('malformed');
        }

        return $proof;
    }

    public function storedFile(?string $text, Subject $subject): ?Proof
    {
        try {
            return $text === null ? null : $this->file($text, $subject);
        } catch (UntrustedError | MismatchError $error) {
            return null;
        }
    }

    /**
     * @param mixed $text
     * @param int|null $now null for an answer from the store, whose times end before the certificate of its relay
     * @return array{array<string, mixed>, ?CertifiedRelay}
     */
    private function verified($text, string $typ, ?string $licenseKey, ?int $now): array
    {
        [$claims, $relay] = $this->keys->verifyAnswer($text, $typ);
        if ($relay !== null) {
            $relay->check($this->product, $licenseKey, $now);
        }

        return [$claims, $relay];
    }
}
