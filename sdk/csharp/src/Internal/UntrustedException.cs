using System;

namespace Keyward.Internal
{
    /// <summary>Something that should be signed by the license server cannot be trusted, or it does not belong here.</summary>
    internal sealed class UntrustedException : Exception
    {
        private UntrustedException(string reason, string message) : base(message)
        {
            Reason = reason;
        }

        public string Reason { get; }

        /// <param name="reason">
        /// <c>malformed</c>, <c>algorithm</c>, <c>type</c>, <c>unknown_key</c>, <c>revoked_key</c>, <c>signature</c>,
        /// <c>decryption</c>, <c>relay_chain</c> or <c>relay_expired</c>
        /// </param>
        public static UntrustedException For(string reason) =>
            new UntrustedException(
                reason, reason == "unknown_key" ? "unknown_key: pin x of /.well-known/jwks.json of this server" : reason);

        /// <summary>The license server signed it, but for something else.</summary>
        /// <param name="reason">
        /// <c>nonce</c>, <c>operation</c>, <c>product</c>, <c>license</c>, <c>license_key</c>, <c>device</c>, <c>expired</c>,
        /// <c>session</c>, <c>version</c> or <c>download</c>
        /// </param>
        /// <param name="message">Says so to a developer.</param>
        public static UntrustedException Mismatch(string reason, string message) => new UntrustedException(reason, message);

        public static UntrustedException Malformed() => For("malformed");
    }
}
