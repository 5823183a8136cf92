using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>The pinned public keys, and those that follow from them by endorsement.</summary>
    internal sealed class TrustedKeys
    {
        public const string Verdict = "keyward-verdict+jws";
        /// <summary>An answer without a verdict, or a refusal.</summary>
        public const string Answer = "keyward-answer+jws";
        public const string Update = "keyward-update+jws";
        private const string Endorsement = "keyward-endorsement+jws";
        private const string KeyList = "keyward-keys+jws";
        private const int MaxKeys = 200;
        private static readonly Regex NotBase64 = new Regex("[^A-Za-z0-9+/_-]");

        private readonly object gate = new object();
        private readonly Dictionary<string, PublicKey> keys = new Dictionary<string, PublicKey>();

        /// <summary>Keys that have endorsed another one.</summary>
        private readonly HashSet<string> retired = new HashSet<string>();

        private readonly HashSet<string> revoked = new HashSet<string>();
        private readonly List<string> proofs = new List<string>();

        /// <param name="pinned"><c>x</c> of each key in <c>/.well-known/jwks.json</c>.</param>
        public TrustedKeys(IEnumerable<string> pinned)
        {
            foreach (var key in pinned)
            {
                // As people paste it: in either alphabet, with or without padding, between quotation marks.
                var clean = NotBase64.Replace(key ?? "", "").Replace('+', '-').Replace('/', '_');
                var publicKey = PublicKey.In(clean);
                if (publicKey == null)
                {
                    throw KeywardException.InvalidOptions(
                        "A public key is text in base64url, of 32 bytes for Ed25519 or 65 for P-256: x of /.well-known/jwks.json");
                }
                keys[publicKey.Id] = publicKey;
            }
            if (keys.Count == 0)
            {
                throw KeywardException.InvalidOptions("PublicKeys must have at least one key: x of /.well-known/jwks.json");
            }
        }

        /// <summary>Takes over the proofs of what was learned earlier.</summary>
        public void Remember(IEnumerable<string> known)
        {
            lock (gate)
            {
                foreach (var proof in known.Take(2 * MaxKeys))
                {
                    Accept(proof);
                }
            }
        }

        /// <summary>Each proof of what was learned is signed, so that it may be stored anywhere.</summary>
        public List<string> Proofs()
        {
            lock (gate)
            {
                return new List<string>(proofs);
            }
        }

        /// <summary>The claims of a compact JWS of this type.</summary>
        public Fields Verify(string jws, string type)
        {
            lock (gate)
            {
                return Verified(jws, type).Claims;
            }
        }

        /// <summary>
        /// The claims of an answer to a call, and the relay that signed it, which is still to be checked for the call.
        /// </summary>
        public VerifiedAnswer VerifyAnswer(string jws, string type)
        {
            var chain = CertifiedRelay.ChainIn(jws);
            if (chain == null)
            {
                return new VerifiedAnswer(Verify(jws, type), null);
            }
            try
            {
                return Relayed(jws, type, chain);
            }
            catch (UntrustedException)
            {
                throw UntrustedException.For("relay_chain");
            }
        }

        private VerifiedAnswer Relayed(string jws, string type, List<object> chain)
        {
            var certificate = chain.Count == 1 ? chain[0] as string : null;
            var relay = new CertifiedRelay(Verify(certificate, CertifiedRelay.Certificate));
            var parts = Jws.Parts(jws, 3);
            var header = Jws.Header(parts[0], type, ",\"chain\":[\"" + certificate + "\"]");
            if (header.Text("alg") != "EdDSA" || header.Text("kid") != relay.KeyId)
            {
                throw UntrustedException.For("unknown_key");
            }
            var claims = ClaimsBy(relay.Key, jws, parts);
            relay.CheckClaims(claims);
            return new VerifiedAnswer(claims, relay);
        }

        /// <summary>
        /// Follows rotations and revocations in an answer of <c>/.well-known/jwks.json</c>; ignores what no trusted key signed.
        /// </summary>
        public void Learn(Fields jwks)
        {
            lock (gate)
            {
                var listed = jwks.Objects("keys").Take(MaxKeys).ToList();
                do
                {
                    // Their order says nothing: a pass that accepts none is the last.
                    while (listed.Count(key => Accept(key.Text("endorsement"))) > 0)
                    {
                    }
                }
                while (Accept(jwks.Text("signed")) | Accept(jwks.Text("signed_es256")));
            }
        }

        private bool Accept(string proof)
        {
            var isAccepted = proof != null && !proofs.Contains(proof) && (AcceptEndorsement(proof) || AcceptKeyList(proof));
            if (isAccepted)
            {
                proofs.Add(proof);
            }
            return isAccepted;
        }

        /// <summary>
        /// Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
        /// </summary>
        private bool AcceptEndorsement(string jws)
        {
            try
            {
                var signed = Verified(jws, Endorsement);
                var publicKey = PublicKey.In(signed.Claims.Text("public_key") ?? signed.Claims.Text("x"));
                if (publicKey == null
                    || signed.Claims.Text("kid") != publicKey.Id
                    || retired.Contains(signed.KeyId)
                    || keys.Count >= MaxKeys)
                {
                    return false;
                }
                retired.Add(signed.KeyId);
                Add(publicKey);
                return true;
            }
            catch (UntrustedException)
            {
                return false;
            }
        }

        /// <summary>
        /// Only the newest key of a chain revokes keys, and names those of the other algorithm.
        /// </summary>
        private bool AcceptKeyList(string jws)
        {
            try
            {
                var signed = Verified(jws, KeyList);
                if (retired.Contains(signed.KeyId))
                {
                    return false;
                }
                var before = revoked.Count + keys.Count;
                revoked.UnionWith(signed.Claims.Texts("revoked").Where(kid => !revoked.Contains(kid)).Take(MaxKeys));
                foreach (var key in signed.Claims.Texts("other_keys").Take(MaxKeys).Select(PublicKey.In))
                {
                    if (key != null && keys.Count < MaxKeys)
                    {
                        Add(key);
                    }
                }
                return revoked.Count + keys.Count > before;
            }
            catch (UntrustedException)
            {
                return false;
            }
        }

        private void Add(PublicKey key)
        {
            if (!keys.ContainsKey(key.Id))
            {
                keys.Add(key.Id, key);
            }
        }

        private Signed Verified(string jws, string type)
        {
            var parts = Jws.Parts(jws, 3);
            var header = Jws.Header(parts[0], type);
            var kid = header.Text("kid");
            PublicKey key;
            if (revoked.Contains(kid))
            {
                throw UntrustedException.For("revoked_key");
            }
            if (!keys.TryGetValue(kid, out key))
            {
                throw UntrustedException.For("unknown_key");
            }
            if (header.Text("alg") != key.Algorithm)
            {
                throw UntrustedException.For("algorithm");
            }
            return new Signed(kid, ClaimsBy(key, jws, parts));
        }

        private static Fields ClaimsBy(PublicKey key, string jws, List<byte[]> parts)
        {
            if (!key.HasSigned(Codec.Utf8(jws.Substring(0, jws.LastIndexOf('.'))), parts[2]))
            {
                throw UntrustedException.For("signature");
            }
            return Jws.Object(parts[1]);
        }

        private sealed class Signed
        {
            public Signed(string keyId, Fields claims)
            {
                KeyId = keyId;
                Claims = claims;
            }

            public string KeyId { get; }

            public Fields Claims { get; }
        }
    }
}
