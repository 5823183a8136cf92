using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>
    /// Sends requests to the license server. Throws <see cref="ConnectionException"/> if no working server answers.
    /// </summary>
    internal sealed class ApiClient : IDisposable
    {
        private const int MaxAnswer = 1 << 20;
        private const int MaxRedirects = 5;
        private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(5);
        private static readonly Dictionary<string, string> NoHeaders = new Dictionary<string, string>();

        private readonly string baseUrl;
        private readonly Problems problems;
        private readonly Dictionary<string, string> credentials;
        private readonly TimeSpan timeout;
        private readonly int retries;
        private readonly HttpClient http;

        /// <param name="baseUrl">As <see cref="BaseUrl.Of"/> returns it.</param>
        /// <param name="credentials">Headers of each request to the server.</param>
        /// <param name="timeout">Time to answer.</param>
        /// <param name="retries">How often a call is repeated that nobody answered.</param>
        public ApiClient(string baseUrl, Dictionary<string, string> credentials, TimeSpan timeout, int retries)
        {
            this.baseUrl = baseUrl;
            this.credentials = credentials ?? NoHeaders;
            this.timeout = timeout;
            this.retries = retries;
            problems = new Problems(baseUrl);
            // A redirect is not followed: it could lead credentials elsewhere.
            http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
            {
                Timeout = Timeout.InfiniteTimeSpan,
            };
        }

        public void Dispose() => http.Dispose();

        public Task<Fields> GetAsync(string path, CancellationToken cancellation) =>
            SendAsync(HttpMethod.Get, path, NoHeaders, null, cancellation);

        public Task<Fields> PostAsync(string path, Dictionary<string, object> body, CancellationToken cancellation) =>
            SendAsync(HttpMethod.Post, path, NoHeaders, body, cancellation);

        /// <summary>
        /// A repeated attempt is the same change: the server knows it by its key, and answers the first answer again.
        /// </summary>
        public Task<Fields> ChangeAsync(
            string path, Dictionary<string, object> body, CancellationToken cancellation, string idempotencyKey = null)
        {
            var headers = new Dictionary<string, string> { { "Idempotency-Key", idempotencyKey ?? Guid.NewGuid().ToString() } };
            return SendAsync(HttpMethod.Post, path, headers, body, cancellation);
        }

        public Task<Response> OpenOwnAsync(string path, Dictionary<string, string> headers, CancellationToken cancellation) =>
            OpenAsync(HttpMethod.Get, path, headers, null, cancellation);

        /// <summary>
        /// A file outside of the license server: only over HTTPS, and without anything that identifies the program.
        /// </summary>
        public async Task<Response> OpenExternalAsync(
            string address, Dictionary<string, string> headers, CancellationToken cancellation)
        {
            Uri url;
            Uri.TryCreate(address, UriKind.Absolute, out url);
            for (var redirects = 0; redirects <= MaxRedirects; redirects++)
            {
                if (url == null || url.Scheme != "https")
                {
                    throw NotAllowed("A file outside of the license server is downloaded over HTTPS only");
                }
                var response = await ConnectAsync(HttpMethod.Get, url, headers, null, cancellation).ConfigureAwait(false);
                var location = response.Header("Location");
                if (!IsRedirect(response.Status) || location == null)
                {
                    return await SuccessfulAsync(response, cancellation).ConfigureAwait(false);
                }
                response.Dispose();
                Uri.TryCreate(url, location, out url);
            }
            throw NotAllowed("The address of this file has too many redirects");
        }

        private async Task<Fields> SendAsync(
            HttpMethod method,
            string path,
            Dictionary<string, string> headers,
            Dictionary<string, object> body,
            CancellationToken cancellation)
        {
            for (var attempt = 0; ; attempt++)
            {
                TimeSpan wait;
                try
                {
                    return await AttemptAsync(method, path, headers, body, cancellation).ConfigureAwait(false);
                }
                catch (KeywardException error) when (attempt < retries && (error.IsPostponed || error.Code == "NETWORK_ERROR"))
                {
                    wait = error.RetryAfter
                        ?? TimeSpan.FromMilliseconds(200 * Math.Pow(2, attempt) * (1 + Codec.RandomFraction() / 4));
                    if (wait > MaxRetryAfter)
                    {
                        throw;
                    }
                }
                await Task.Delay(wait, cancellation).ConfigureAwait(false);
            }
        }

        private async Task<Fields> AttemptAsync(
            HttpMethod method,
            string path,
            Dictionary<string, string> headers,
            Dictionary<string, object> body,
            CancellationToken cancellation)
        {
            using (var response = await OpenAsync(method, path, headers, body, cancellation).ConfigureAwait(false))
            {
                try
                {
                    var answer = await response.ReadAllAsync(MaxAnswer, cancellation).ConfigureAwait(false);
                    var value = answer.Length == 0 && response.Status == 204
                        ? new Dictionary<string, object>()
                        : Json.Parse(answer) as Dictionary<string, object>;
                    if (value == null)
                    {
                        throw new JsonException("It is no object");
                    }
                    return Fields.Of(value);
                }
                catch (JsonException malformed)
                {
                    throw problems.Invalid(response.Status, malformed);
                }
            }
        }

        private async Task<Response> OpenAsync(
            HttpMethod method,
            string path,
            Dictionary<string, string> headers,
            Dictionary<string, object> body,
            CancellationToken cancellation)
        {
            var all = credentials.Concat(headers).ToDictionary(header => header.Key, header => header.Value);
            var response = await ConnectAsync(method, new Uri(baseUrl + path), all, body, cancellation).ConfigureAwait(false);
            return await SuccessfulAsync(response, cancellation).ConfigureAwait(false);
        }

        private Task<Response> ConnectAsync(
            HttpMethod method,
            Uri url,
            Dictionary<string, string> headers,
            Dictionary<string, object> body,
            CancellationToken cancellation)
        {
            return problems.WithinAsync(
                timeout,
                async token =>
                {
                    using (var request = RequestOf(method, url, headers, body))
                    {
                        var message = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)
                            .ConfigureAwait(false);
                        return new Response(message, timeout, problems);
                    }
                },
                cancellation);
        }

        private static HttpRequestMessage RequestOf(
            HttpMethod method, Uri url, Dictionary<string, string> headers, Dictionary<string, object> body)
        {
            var request = new HttpRequestMessage(method, url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            // Calls are rare, and a kept connection may have been closed meanwhile.
            request.Headers.ConnectionClose = true;
            // Proxies do not all know it, and .NET Framework would wait for them.
            request.Headers.ExpectContinue = false;
            foreach (var header in headers)
            {
                if (header.Value.Any(character => character < ' ' || character > '~'))
                {
                    // A license key with a line break, say.
                    throw new KeywardException("INVALID_REQUEST", "The header " + header.Key + " has a character that is not allowed");
                }
                request.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
            if (body != null)
            {
                request.Content = new ByteArrayContent(Codec.Utf8(Json.Write(body)));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }
            return request;
        }

        private async Task<Response> SuccessfulAsync(Response response, CancellationToken cancellation)
        {
            if (response.Status >= 200 && response.Status < 300)
            {
                return response;
            }
            using (response)
            {
                throw await RefusalAsync(response, cancellation).ConfigureAwait(false);
            }
        }

        private async Task<KeywardException> RefusalAsync(Response response, CancellationToken cancellation)
        {
            var status = response.Status;
            var wait = RetryAfter(response.Header("Retry-After"));
            var location = response.Header("Location");
            if (IsRedirect(status) && location != null)
            {
                return problems.Redirected(status, location);
            }
            try
            {
                var answer = Fields.Of(Json.Parse(await response.ReadAllAsync(MaxAnswer, cancellation).ConfigureAwait(false)));
                var problem = answer.Object("error");
                var code = problem.Text("code");
                if (code != null)
                {
                    var refused = problems.Refused(
                        code, problem.Text("message", ""), status, wait, problem.Text("request_id"), answer.Text("signed"));
                    refused.Waiting = problem.Object("waiting");
                    return refused;
                }
            }
            catch (Exception malformed) when (malformed is JsonException || malformed is ConnectionException)
            {
                // A proxy, or a captive portal.
            }
            return status >= 500 || status == 429 ? problems.Unavailable(status, wait) : problems.Invalid(status);
        }

        private static bool IsRedirect(int status) => status >= 300 && status < 400;

        private static KeywardException NotAllowed(string message) => new KeywardException("DOWNLOAD_NOT_ALLOWED", message);

        /// <summary>A number of seconds, or a date.</summary>
        private static TimeSpan? RetryAfter(string header)
        {
            RetryConditionHeaderValue value;
            if (header == null || !RetryConditionHeaderValue.TryParse(header, out value))
            {
                long seconds;
                return long.TryParse(header, out seconds) && seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 1e9)) : (TimeSpan?)null;
            }
            var wait = value.Delta ?? value.Date.GetValueOrDefault() - DateTimeOffset.UtcNow;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }
}
