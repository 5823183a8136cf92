namespace Keyward.Internal
{
    /// <summary>A public key of a license server: the 32 bytes of Ed25519, or the 65 of an uncompressed point of P-256.</summary>
    internal sealed class PublicKey
    {
        private readonly byte[] bytes;

        private PublicKey(byte[] bytes)
        {
            this.bytes = bytes;
            // An id follows from its key, so that one id never means two keys.
            Id = Codec.Base64Url(Codec.Sha256(bytes)).Substring(0, 8);
        }

        public string Id { get; }

        public string Algorithm => bytes.Length == P256.KeyBytes ? "ES256" : "EdDSA";

        /// <summary>A key in base64url; its length says of which algorithm. Null if it is none.</summary>
        public static PublicKey In(string text)
        {
            var bytes = Codec.FromBase64Url(text);
            return bytes != null && (bytes.Length == Ed25519.KeyBytes || P256.IsKey(bytes)) ? new PublicKey(bytes) : null;
        }

        public bool HasSigned(byte[] content, byte[] signature) =>
            bytes.Length == P256.KeyBytes
                ? P256.Verify(bytes, content, signature)
                : Ed25519.Verify(bytes, content, signature);
    }
}
