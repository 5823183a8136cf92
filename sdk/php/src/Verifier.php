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

    public function __construct(TrustedKeys $keys, string $product, string $fingerprint)
    {
        $this->keys = $keys;
        $this->product = $product;
        $this->fingerprint = $fingerprint;
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
        $claims = $this->keys->verify($text, TrustedKeys::VERDICT);
        $call->check($claims);

        return Proof::of('server', $text, $claims, $subject);
    }

    /**
     * The claims of an answer without a verdict, or of a refusal. Throws UntrustedError and MismatchError.
     * @param mixed $text
     * @return array<string, mixed>
     */
    public function outcome($text, AskedCall $call): array
    {
        $claims = $this->keys->verify($text, TrustedKeys::ANSWER);
        $call->check($claims);
        $call->checkSubject($claims, $this->fingerprint);

        return $claims;
    }

    /** An answer that was verified before, from the store. */
    public function storedAnswer(?string $text, Subject $subject): ?Proof
    {
        try {
            $claims = $this->keys->verify($text, TrustedKeys::VERDICT);
            $isAnswer = in_array($claims['op'] ?? null, self::OPERATIONS, true);

            return $isAnswer ? Proof::of('server', (string) $text, $claims, $subject) : null;
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
}
