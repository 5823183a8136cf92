using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward.Admin
{
    /// <summary>
    /// The license server for a vendor's back end. It may be used from any thread; one is enough for a service. Its calls throw
    /// <see cref="KeywardException"/> if the server refuses. Never ship an API key with a program.
    /// </summary>
    public sealed class KeywardClient : IDisposable
    {
        private const int Retries = 2;

        private readonly ApiClient client;

        /// <param name="baseUrl">Address of the license server, without <c>/api/v1</c>.</param>
        /// <param name="apiKey">Of the kind <c>internal</c>.</param>
        /// <param name="timeout">Time to answer; null for 30 seconds.</param>
        public KeywardClient(string baseUrl, string apiKey, TimeSpan? timeout = null)
        {
            if (string.IsNullOrWhiteSpace(apiKey))
            {
                throw KeywardException.InvalidOptions("apiKey is empty");
            }
            var credentials = new Dictionary<string, string> { { "X-API-Key", apiKey.Trim() } };
            client = new ApiClient(BaseUrl.Of(baseUrl), credentials, timeout ?? TimeSpan.FromSeconds(30), Retries);
            Licenses = new Licenses(client);
            Customers = new Customers(client);
        }

        /// <summary>Licenses that the vendor issues.</summary>
        public Licenses Licenses { get; }

        /// <summary>Customers of the vendor.</summary>
        public Customers Customers { get; }

        /// <inheritdoc/>
        public void Dispose() => client.Dispose();
    }

    /// <summary>Customers of the vendor.</summary>
    public sealed class Customers
    {
        private const string Path = "/api/v1/customers";

        private readonly ApiClient client;

        internal Customers(ApiClient client)
        {
            this.client = client;
        }

        /// <summary>
        /// Returns the UUID of the new customer. Throws if there is one with this address already.
        /// </summary>
        public async Task<string> CreateAsync(
            string name, string email, CancellationToken cancellationToken = default(CancellationToken))
        {
            var body = new Dictionary<string, object> { { "name", name }, { "email", email } };
            var customer = await client.ChangeAsync(Path, body, cancellationToken).ConfigureAwait(false);
            return customer.Text("id", "");
        }

        /// <summary>
        /// Mails the customer a link to the portal, where licenses and devices are managed. Returns the address that it went to.
        /// </summary>
        /// <param name="id">UUID or reference of the customer.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public async Task<string> SendPortalLinkAsync(
            string id, CancellationToken cancellationToken = default(CancellationToken))
        {
            var path = Path + "/" + Uri.EscapeDataString(id) + "/portal-link";
            var sent = await client.ChangeAsync(path, new Dictionary<string, object>(), cancellationToken).ConfigureAwait(false);
            return sent.Text("to", "");
        }
    }
}
