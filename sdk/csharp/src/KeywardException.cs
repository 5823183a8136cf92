using System;
using System.Diagnostics.CodeAnalysis;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>
    /// A call failed. Decide by <see cref="Code"/>: it is the server's, such as <c>SEATS_EXHAUSTED</c>, or one of this package, such
    /// as <c>INVALID_OPTIONS</c>. If no working server answered, it is a <see cref="ConnectionException"/>.
    /// </summary>
    public class KeywardException : Exception
    {
        internal KeywardException(
            string code,
            string message,
            Exception cause = null,
            int status = 0,
            TimeSpan? retryAfter = null,
            string requestId = null,
            string signature = null)
            : base(message, cause)
        {
            Code = code;
            Status = status;
            RetryAfter = retryAfter;
            RequestId = requestId;
            Signature = signature;
        }

        /// <summary>Never changes its meaning.</summary>
        public string Code { get; }

        /// <summary>HTTP status; 0 without a response of a Keyward server.</summary>
        public int Status { get; }

        /// <summary>How long to wait before a retry, if the server says.</summary>
        public TimeSpan? RetryAfter { get; }

        /// <summary>Names the call in the logs of the server.</summary>
        [MaybeNull]
        public string RequestId { get; }

        /// <summary>Whether the server signed this refusal, and the signature was verified.</summary>
        public bool IsSigned { get; internal set; }

        /// <summary>Whether the server, or a proxy before it, has no time now, and wants to be asked again.</summary>
        public bool IsPostponed => Status == 429 || Status == 502 || Status == 503 || Status == 504;

        /// <summary>Whether the server does not know what the call is about; a path that is not found says nothing about it.</summary>
        internal bool IsNotFound => Status == 404 && !(this is ConnectionException);

        /// <summary>Of a refusal, as it was received.</summary>
        internal string Signature { get; }

        /// <summary>Place in the waiting line for a floating seat that a refusal names; null for none.</summary>
        internal Fields Waiting { get; set; }

        internal static KeywardException InvalidOptions(string message) => new KeywardException("INVALID_OPTIONS", message);

        /// <summary>Milliseconds for which the server wants to be left alone, at most <paramref name="longest"/>. With jitter.</summary>
        internal long RequestedWait(long longest)
        {
            var wanted = Math.Min(RetryAfter?.TotalMilliseconds ?? 0, longest);
            return (long)(wanted * (1 + Codec.RandomFraction() / 4));
        }

        /// <inheritdoc/>
        public override string ToString() => Code + ": " + base.ToString();
    }
}
