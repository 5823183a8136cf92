using System;

namespace Keyward.Internal
{
    /// <summary>Turns signed texts into proof about one program on one device.</summary>
    internal sealed class Verifier
    {
        private static readonly string[] Operations = { "validate", "activate", "heartbeat", "session" };

        private readonly string product;
        private readonly string fingerprint;
        private readonly KnownTime time;

        public Verifier(TrustedKeys keys, string product, string fingerprint, KnownTime time)
        {
            Keys = keys;
            this.product = product;
            this.fingerprint = fingerprint;
            this.time = time;
        }

        public TrustedKeys Keys { get; }

        /// <summary>The answer to a call.</summary>
        /// <param name="text">Compact JWS.</param>
        /// <param name="licenseKey">Key that was asked about.</param>
        /// <param name="license">UUID of the license, once it is known.</param>
        /// <param name="call">What was asked.</param>
        public SignedProof Answer(string text, string licenseKey, string license, AskedCall call)
        {
            var answer = Verified(text, TrustedKeys.Verdict, licenseKey, time.Now());
            CheckCall(answer.Claims, call);
            return Proof(LicenseSource.Server, text, answer, licenseKey, license);
        }

        /// <summary>The claims of an answer without a verdict, or of a refusal.</summary>
        public Fields Outcome(string text, AskedCall call)
        {
            // A token names its license no more than a call without a license key does.
            var licenseKey = call.NamesDevice ? call.Credential : null;
            var claims = Verified(text, TrustedKeys.Answer, licenseKey, time.Now()).Claims;
            CheckCall(claims, call);
            if (!Has(claims, "key_hash", call.Credential == null ? null : HashOf(call.Credential)))
            {
                throw UntrustedException.Mismatch("license_key", "It is about another license key");
            }
            if (!Has(claims, "fingerprint", call.NamesDevice ? fingerprint : null))
            {
                throw UntrustedException.Mismatch("device", "It is about another device");
            }
            return claims;
        }

        /// <summary>An answer that was verified before, from the store; null if it no longer is.</summary>
        public SignedProof StoredAnswer(string text, string licenseKey, string license)
        {
            try
            {
                var answer = text == null ? null : Verified(text, TrustedKeys.Verdict, licenseKey, null);
                return answer != null && Array.IndexOf(Operations, answer.Claims.Text("op")) >= 0
                    ? Proof(LicenseSource.Server, text, answer, licenseKey, license)
                    : null;
            }
            catch (UntrustedException)
            {
                return null;
            }
        }

        public SignedProof File(string text, string licenseKey, string license)
        {
            var clean = LicenseFiles.Clean(text);
            var claims = LicenseFiles.Read(clean, Keys, licenseKey, fingerprint);
            var proof = Proof(LicenseSource.File, clean, new VerifiedAnswer(claims, null), licenseKey, license);
            if (!proof.IsValid)
            {
                throw UntrustedException.Malformed();
            }
            return proof;
        }

        public SignedProof StoredFile(string text, string licenseKey, string license)
        {
            try
            {
                return text == null ? null : File(text, licenseKey, license);
            }
            catch (UntrustedException)
            {
                return null;
            }
        }

        /// <param name="text">Compact JWS.</param>
        /// <param name="type">Its type.</param>
        /// <param name="licenseKey">Key that the call names; null for none.</param>
        /// <param name="now">Null for an answer from the store, whose times end before the certificate of its relay.</param>
        private VerifiedAnswer Verified(string text, string type, string licenseKey, long? now)
        {
            var answer = Keys.VerifyAnswer(text, type);
            answer.Relay?.Check(product, licenseKey == null ? null : HashOf(licenseKey), now);
            return answer;
        }

        private SignedProof Proof(LicenseSource source, string text, VerifiedAnswer answer, string licenseKey, string license)
        {
            var claims = answer.Claims;
            var proof = new SignedProof(source, text, claims, answer.Relay);
            CheckSubject(claims, licenseKey, license, proof);
            var mayBeAny = source == LicenseSource.File && proof.IsForAnyDevice;
            if (!mayBeAny && claims.Text("fingerprint") != fingerprint)
            {
                throw UntrustedException.Mismatch("device", "It is about another device");
            }
            return proof;
        }

        private static void CheckCall(Fields claims, AskedCall call)
        {
            if (claims.Text("nonce") != call.Nonce)
            {
                throw UntrustedException.Mismatch("nonce", "It answers another call");
            }
            if (claims.Text("op") != call.Operation)
            {
                throw UntrustedException.Mismatch("operation", "It is no answer to " + call.Operation);
            }
        }

        private static bool Has(Fields claims, string name, string value) => Equals(claims.Get(name), value);

        private static string HashOf(string credential) => Codec.Hex(Codec.Sha256(Codec.Utf8(credential)));

        /// <summary>About an unknown license key, the server knows neither product nor license.</summary>
        private void CheckSubject(Fields claims, string licenseKey, string license, SignedProof proof)
        {
            var isUnknown = !proof.IsValid && claims.Has("product") && claims.Get("product") == null && proof.License == null;
            if (claims.Text("key_hash") != HashOf(licenseKey))
            {
                throw UntrustedException.Mismatch("license_key", "It is about another license key");
            }
            var namesOtherProduct = !proof.IsValid && proof.Code == "PRODUCT_MISMATCH";
            if (!isUnknown && !namesOtherProduct && claims.Text("product") != product)
            {
                throw UntrustedException.Mismatch("product", "It is about another product");
            }
            if (!isUnknown && license != null && proof.License != license)
            {
                throw UntrustedException.Mismatch("license", "It is about another license");
            }
        }
    }
}
