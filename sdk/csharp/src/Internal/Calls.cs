using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>The calls of the native API that a program makes.</summary>
    internal sealed class Calls : IDisposable
    {
        private static readonly Regex OwnFile = new Regex(@"/api/v1/updates/[^?#]*(?:\?[^#]*)?");

        private static readonly Regex NotAscii = new Regex("[^ -~]");

        private readonly ApiClient client;

        /// <summary>Sent with every call about the license.</summary>
        private readonly Dictionary<string, string> facts;

        private readonly Dictionary<string, string> judged;

        public Calls(ApiClient client, Dictionary<string, string> facts, Dictionary<string, string> judged)
        {
            this.client = client;
            this.facts = facts;
            this.judged = judged;
        }

        public void Dispose() => client.Dispose();

        public Task<Fields> ValidateAsync(string licenseKey, string nonce, string licenseFile, CancellationToken cancellation)
        {
            var body = Judged(licenseKey, nonce);
            Put(body, "license_file", licenseFile);
            return client.PostAsync("/api/v1/validate", body, cancellation);
        }

        public Task<Fields> ActivateAsync(string licenseKey, string nonce, CancellationToken cancellation) =>
            client.ChangeAsync("/api/v1/activate", Judged(licenseKey, nonce), cancellation);

        public Task<Fields> DeactivateAsync(string licenseKey, string nonce, CancellationToken cancellation)
        {
            var body = Known("product", "hardware_id", "app_version", "channel");
            body.Add("license_key", licenseKey);
            body.Add("nonce", nonce);
            return client.ChangeAsync("/api/v1/deactivate", body, cancellation);
        }

        /// <summary>Without a free seat, the program takes a place in the waiting line, or keeps that of the token.</summary>
        public Task<Fields> StartSessionAsync(
            string licenseKey, string nonce, string waitToken, CancellationToken cancellation)
        {
            var body = Judged(licenseKey, nonce);
            body.Add("wait", true);
            Put(body, "wait_token", waitToken);
            return client.ChangeAsync("/api/v1/license-sessions", body, cancellation);
        }

        public Task<Fields> RenewSessionAsync(
            string token, string nonce, int? borrowDays, int? idleSeconds, CancellationToken cancellation)
        {
            var body = borrowDays == null ? new Dictionary<string, object>() : Known("user");
            body.Add("session_token", token);
            body.Add("nonce", nonce);
            Put(body, "borrow_days", borrowDays);
            Put(body, "idle_seconds", idleSeconds);
            return client.PostAsync("/api/v1/license-sessions/heartbeat", body, cancellation);
        }

        public Task<Fields> ChangeFeaturesAsync(
            string token,
            string nonce,
            IReadOnlyList<string> take,
            IReadOnlyList<string> release,
            CancellationToken cancellation)
        {
            var body = new Dictionary<string, object>
            {
                { "session_token", token }, { "nonce", nonce }, { "take", take }, { "release", release },
            };
            return client.PostAsync("/api/v1/license-sessions/features", body, cancellation);
        }

        public Task EndSessionAsync(string token, CancellationToken cancellation)
        {
            var body = new Dictionary<string, object> { { "session_token", token } };
            return client.ChangeAsync("/api/v1/license-sessions/end", body, cancellation);
        }

        public Task<Fields> RecordUsageAsync(
            string licenseKey, string nonce, IReadOnlyList<UsageItem> items, CancellationToken cancellation) =>
            client.ChangeAsync("/api/v1/usage", Used(licenseKey, nonce, items), cancellation);

        public Task<Fields> ReserveUsageAsync(
            string licenseKey, string nonce, IReadOnlyList<UsageItem> items, int? seconds, CancellationToken cancellation)
        {
            var body = Used(licenseKey, nonce, items);
            Put(body, "expires_in", seconds);
            return client.ChangeAsync("/api/v1/usage/reservations", body, cancellation);
        }

        public Task<Fields> CommitUsageAsync(
            string token, string nonce, IReadOnlyList<UsageItem> items, CancellationToken cancellation)
        {
            var body = new Dictionary<string, object> { { "reservation_token", token }, { "nonce", nonce } };
            Put(body, "items", items == null ? null : UsageItem.BodyOf(items));
            return client.ChangeAsync("/api/v1/usage/reservations/commit", body, cancellation);
        }

        public Task<Fields> ReleaseUsageAsync(string token, CancellationToken cancellation)
        {
            var body = new Dictionary<string, object> { { "reservation_token", token } };
            return client.ChangeAsync("/api/v1/usage/reservations/release", body, cancellation);
        }

        public Task<Fields> RequestTrialAsync(string email, string domain, CancellationToken cancellation)
        {
            var body = Known("product", "hardware_id", "app_version");
            Put(body, "email", email);
            Put(body, "domain", domain);
            return client.ChangeAsync("/api/v1/trials", body, cancellation);
        }

        public Task<Fields> CheckForUpdateAsync(
            string licenseKey, string nonce, string currentVersion, UpdateTarget target, CancellationToken cancellation)
        {
            var body = Known("product", "hardware_id", "channel");
            body.Add("current_version", currentVersion);
            body.Add("nonce", nonce);
            foreach (var each in target.ToFields())
            {
                Put(body, each.Key, each.Value);
            }
            Put(body, "license_key", licenseKey);
            return client.PostAsync("/api/v1/updates/check", body, cancellation);
        }

        public Task<Fields> PublicKeysAsync(CancellationToken cancellation) =>
            client.GetAsync("/.well-known/jwks.json", cancellation);

        /// <summary>
        /// The open response to a request for the bytes from <paramref name="start"/> on. A file of the license server comes from the
        /// one that the program knows: its address is not signed, and the license key goes with the request.
        /// </summary>
        public Task<Response> DownloadAsync(UpdateFile file, string licenseKey, long start, CancellationToken cancellation)
        {
            var headers = new Dictionary<string, string>();
            if (start > 0)
            {
                headers.Add("Range", "bytes=" + start + "-");
            }
            if (file.IsExternal)
            {
                return client.OpenExternalAsync(file.Address, headers, cancellation);
            }
            var own = OwnFile.Match(file.Address);
            if (!own.Success)
            {
                throw new KeywardException("DOWNLOAD_NOT_ALLOWED", "The file is not on the license server");
            }
            if (start > 0)
            {
                headers.Add("If-Range", "\"" + file.Sha256 + "\"");
            }
            headers.Add("X-Hardware-Id", facts["hardware_id"]);
            if (licenseKey != null)
            {
                // Marks of the place from which it was pasted: .NET sends no others than ASCII in a header.
                headers.Add("Authorization", "License " + NotAscii.Replace(licenseKey, ""));
            }
            return client.OpenOwnAsync(own.Value, headers, cancellation);
        }

        /// <summary>With the facts, and with what else the call is judged by.</summary>
        private Dictionary<string, object> Judged(string licenseKey, string nonce)
        {
            var body = Known("product", "hardware_id", "app_version", "channel", "user");
            body.Add("license_key", licenseKey);
            body.Add("nonce", nonce);
            foreach (var each in judged)
            {
                Put(body, each.Key, each.Value);
            }
            return body;
        }

        private Dictionary<string, object> Used(string licenseKey, string nonce, IReadOnlyList<UsageItem> items)
        {
            var body = Known("hardware_id");
            body.Add("license_key", licenseKey);
            body.Add("nonce", nonce);
            body.Add("items", UsageItem.BodyOf(items));
            return body;
        }

        private Dictionary<string, object> Known(params string[] names)
        {
            var body = new Dictionary<string, object>();
            foreach (var name in names)
            {
                string value;
                Put(body, name, facts.TryGetValue(name, out value) ? value : null);
            }
            return body;
        }

        private static void Put(Dictionary<string, object> body, string name, object value)
        {
            if (value != null)
            {
                body.Add(name, value);
            }
        }
    }
}
