using System;

namespace Keyward
{
    /// <summary>
    /// No working license server answered, or nothing that it signed. It is no verdict about the license: say so to the user, and do
    /// not stop a program that may run.
    /// </summary>
    /// <remarks>
    /// <c>NETWORK_ERROR</c>, <c>TIMEOUT</c>, <c>INVALID_ANSWER</c> (somebody else answered, or the answer is not signed),
    /// <c>RELAY_CHAIN_INVALID</c>, <c>RELAY_EXPIRED</c>, <c>PATH_NOT_FOUND</c> (wrong address), <c>DOWNLOAD_CHANGED</c>, <c>RATE_LIMIT_EXCEEDED</c>, <c>HTTP_503</c>, …
    /// </remarks>
    public sealed class ConnectionException : KeywardException
    {
        internal ConnectionException(
            string code,
            string message,
            Exception cause = null,
            int status = 0,
            TimeSpan? retryAfter = null,
            string requestId = null)
            : base(code, message, cause, status, retryAfter, requestId)
        {
        }
    }
}
