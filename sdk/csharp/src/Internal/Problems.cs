using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>Says in one line why a call failed, and what to change.</summary>
    internal sealed class Problems
    {
        private const int MaxCharacters = 300;
        private const string Wrong = "Check BaseUrl: it is the address of the server without /api/v1";
        private const string WrongOrNetwork = Wrong + ", or sign in to the network";
        /// <summary>Another address of a server, and no page on which people sign in.</summary>
        private static readonly Regex Moved = new Regex("^(https?://.{1,100})/api/v1/", RegexOptions.IgnoreCase);
        private static readonly Regex Spaces = new Regex(@"\s+");

        private readonly string baseUrl;

        public Problems(string baseUrl)
        {
            this.baseUrl = baseUrl;
        }

        public KeywardException Refused(
            string code, string message, int status, TimeSpan? wait, string requestId, string signed)
        {
            if (code == "PATH_NOT_FOUND")
            {
                return new ConnectionException(code, NoServer("This path does not exist", Wrong), null, status, null, requestId);
            }
            return status >= 500 || status == 429
                ? new ConnectionException(code, message, null, status, wait, requestId)
                : new KeywardException(code, message, null, status, wait, requestId, signed);
        }

        public ConnectionException Unavailable(int status, TimeSpan? wait)
        {
            var found = "A server or proxy is busy or failing (" + status + ")";
            var message = NoServer(found, "Try again later, or check BaseUrl");
            return new ConnectionException("HTTP_" + status, message, null, status, wait);
        }

        public ConnectionException Invalid(int status, Exception cause = null)
        {
            var found = "The answer (" + status + ") is none of a license server";
            return new ConnectionException("INVALID_ANSWER", NoServer(found, WrongOrNetwork), cause);
        }

        public ConnectionException Redirected(int status, string location)
        {
            var address = location.Split('?', '#')[0];
            var moved = Moved.Match(address);
            var remedy = moved.Success ? "If the server is there, make " + moved.Groups[1].Value + " the BaseUrl" : WrongOrNetwork;
            var message = NoServer("It redirects to " + address, remedy);
            return new ConnectionException("REDIRECTED", message, null, status);
        }

        /// <summary>Runs work that ends early if the program cancels it, or the time is over.</summary>
        public async Task<T> WithinAsync<T>(
            TimeSpan timeout, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            {
                var running = work(limit.Token);
                // Not every platform ends a read that is cancelled.
                var ended = Task.Delay(timeout, limit.Token);
                var first = await Task.WhenAny(running, ended).ConfigureAwait(false);
                limit.Cancel();
                if (first != running)
                {
                    Forget(running);
                    cancellation.ThrowIfCancellationRequested();
                    throw TooLate(timeout, null);
                }
                try
                {
                    return await running.ConfigureAwait(false);
                }
                catch (Exception failed) when (!(failed is KeywardException || failed is JsonException))
                {
                    cancellation.ThrowIfCancellationRequested();
                    throw failed is OperationCanceledException ? TooLate(timeout, failed) : Unreachable(failed);
                }
            }
        }

        private ConnectionException TooLate(TimeSpan timeout, Exception cause) =>
            new ConnectionException(
                "TIMEOUT", "The server has not answered within " + timeout.TotalMilliseconds + " ms: " + baseUrl, cause);

        /// <summary>What it throws later is nobody's business.</summary>
        public static void Forget(Task task)
        {
            task.ContinueWith(
                ended => ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
        }

        private ConnectionException Unreachable(Exception failed)
        {
            var found = "The connection has failed";
            var isPlain = baseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase);
            var remedy = "Check BaseUrl and the network" + (isPlain ? ": https:// instead of http://?" : "");
            for (var cause = failed; cause != null; cause = cause.InnerException)
            {
                var status = (cause as WebException)?.Status;
                var socket = (cause as SocketException)?.SocketErrorCode;
                if (cause is AuthenticationException
                    || status == WebExceptionStatus.SecureChannelFailure
                    || status == WebExceptionStatus.TrustFailure)
                {
                    var text = cause.GetBaseException().Message;
                    var isUntrusted = status == WebExceptionStatus.TrustFailure
                        || text.IndexOf("certificate", StringComparison.OrdinalIgnoreCase) >= 0;
                    found = isUntrusted ? "Its certificate is not trusted" : "TLS has failed";
                    remedy = "Check BaseUrl"
                        + (isUntrusted ? ", the clock of this computer and the network" : ": http:// instead of https://?");
                }
                else if (status == WebExceptionStatus.NameResolutionFailure
                    || socket == SocketError.HostNotFound
                    || socket == SocketError.NoData)
                {
                    found = "Its name is not known";
                    remedy = "Check BaseUrl and the network";
                }
                else if (status == WebExceptionStatus.ConnectFailure || socket == SocketError.ConnectionRefused)
                {
                    found = "Nobody listens there";
                    remedy = "Check BaseUrl and the network";
                }
            }
            return new ConnectionException("NETWORK_ERROR", NoServer(found, remedy), failed);
        }

        private string NoServer(string found, string remedy)
        {
            var start = Spaces.Replace("No Keyward server answered at " + baseUrl + ": " + found, " ");
            var end = Spaces.Replace(remedy, " ");
            return start.Substring(0, Math.Min(start.Length, MaxCharacters - end.Length - 2)) + ". " + end;
        }
    }
}
