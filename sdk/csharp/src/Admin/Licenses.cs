using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward.Admin
{
    /// <summary>Licenses that the vendor issues. An <c>id</c> is the UUID or the key of a license.</summary>
    public sealed class Licenses
    {
        private const string Path = "/api/v1/licenses";

        private readonly ApiClient client;

        internal Licenses(ApiClient client)
        {
            this.client = client;
        }

        /// <summary>Issues a license.</summary>
        /// <param name="license">Its fields.</param>
        /// <param name="idempotencyKey">
        /// Such as the id of the order: it is issued only once, however often it is called with this key within a day.
        /// </param>
        /// <param name="cancellationToken">Ends the call; whether the license was issued is not known then.</param>
        public Task<IssuedLicense> IssueAsync(
            NewLicense license,
            [AllowNull] string idempotencyKey = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            ChangeAsync(Path, license.Fields, cancellationToken, idempotencyKey);

        /// <summary>Throws <c>NOT_FOUND</c> if there is none.</summary>
        public async Task<IssuedLicense> GetAsync(
            string id, CancellationToken cancellationToken = default(CancellationToken)) =>
            new IssuedLicense(await client.GetAsync(PathOf(id), cancellationToken).ConfigureAwait(false));

        /// <summary>A page of licenses, the newest first. <see cref="LicensePage.Next"/> is the place of the next page.</summary>
        public async Task<LicensePage> ListAsync(
            LicenseQuery query, CancellationToken cancellationToken = default(CancellationToken)) =>
            new LicensePage(await client.GetAsync(Path + query.Parameters, cancellationToken).ConfigureAwait(false));

        /// <summary>Moves the end of a license by days.</summary>
        /// <param name="id">UUID or key of the license.</param>
        /// <param name="days">How many.</param>
        /// <param name="idempotencyKey">
        /// Such as the id of the payment: it is extended only once, however often it is called with this key within a day.
        /// </param>
        /// <param name="cancellationToken">Ends the call; whether the license was extended is not known then.</param>
        public Task<IssuedLicense> ExtendByDaysAsync(
            string id,
            int days,
            [AllowNull] string idempotencyKey = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            ExtendAsync(id, "days", days, cancellationToken, idempotencyKey);

        /// <summary>Moves the end of a license by months.</summary>
        /// <param name="id">UUID or key of the license.</param>
        /// <param name="months">How many.</param>
        /// <param name="idempotencyKey">
        /// Such as the id of the payment: it is extended only once, however often it is called with this key within a day.
        /// </param>
        /// <param name="cancellationToken">Ends the call; whether the license was extended is not known then.</param>
        public Task<IssuedLicense> ExtendByMonthsAsync(
            string id,
            int months,
            [AllowNull] string idempotencyKey = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            ExtendAsync(id, "months", months, cancellationToken, idempotencyKey);

        /// <summary>Moves the end of a license by years.</summary>
        /// <param name="id">UUID or key of the license.</param>
        /// <param name="years">How many.</param>
        /// <param name="idempotencyKey">
        /// Such as the id of the payment: it is extended only once, however often it is called with this key within a day.
        /// </param>
        /// <param name="cancellationToken">Ends the call; whether the license was extended is not known then.</param>
        public Task<IssuedLicense> ExtendByYearsAsync(
            string id,
            int years,
            [AllowNull] string idempotencyKey = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            ExtendAsync(id, "years", years, cancellationToken, idempotencyKey);

        /// <summary>Ends a license for good, as after a refund.</summary>
        /// <param name="id">UUID or key of the license.</param>
        /// <param name="reason">Kept in the audit log and in the events.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<IssuedLicense> RevokeAsync(
            string id,
            [AllowNull] string reason = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            var body = new Dictionary<string, object>();
            if (reason != null)
            {
                body.Add("reason", reason);
            }
            return ChangeAsync(PathOf(id) + "/revoke", body, cancellationToken);
        }

        private Task<IssuedLicense> ExtendAsync(
            string id, string unit, int amount, CancellationToken cancellation, string idempotencyKey) =>
            ChangeAsync(
                PathOf(id) + "/extend", new Dictionary<string, object> { { unit, amount } }, cancellation, idempotencyKey);

        private async Task<IssuedLicense> ChangeAsync(
            string path, Dictionary<string, object> body, CancellationToken cancellation, string idempotencyKey = null) =>
            new IssuedLicense(await client.ChangeAsync(path, body, cancellation, idempotencyKey).ConfigureAwait(false));

        private static string PathOf(string id) => Path + "/" + Uri.EscapeDataString(id);
    }

    /// <summary>Which licenses are listed; all by default.</summary>
    public sealed class LicenseQuery
    {
        /// <summary>UUID or reference of the product.</summary>
        [MaybeNull, AllowNull]
        public string Product { get; set; }

        /// <summary>UUID, reference or e-mail address of the customer.</summary>
        [MaybeNull, AllowNull]
        public string Customer { get; set; }

        /// <summary>UUID of the order, or its id in the shop.</summary>
        [MaybeNull, AllowNull]
        public string Order { get; set; }

        /// <summary><c>active</c>, <c>unused</c>, <c>expired</c>, <c>revoked</c>, …</summary>
        [MaybeNull, AllowNull]
        public string Status { get; set; }

        /// <summary><see cref="LicensePage.Next"/> of the page before.</summary>
        [MaybeNull, AllowNull]
        public string After { get; set; }

        /// <summary>Licenses on a page.</summary>
        public int Limit { get; set; } = 100;

        internal string Parameters
        {
            get
            {
                var given = new Dictionary<string, string>
                {
                    { "limit", Limit.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                    { "product", Product },
                    { "customer", Customer },
                    { "order", Order },
                    { "status", Status },
                    { "after", After },
                };
                var parts = given.Where(each => each.Value != null).Select(each => each.Key + "=" + Uri.EscapeDataString(each.Value));
                return "?" + string.Join("&", parts);
            }
        }
    }

    /// <summary>A page of licenses.</summary>
    public sealed class LicensePage
    {
        internal LicensePage(Fields page)
        {
            Items = page.Objects("items").Select(item => new IssuedLicense(item)).ToList().AsReadOnly();
            Next = page.Text("next");
        }

        /// <summary>Licenses of this page.</summary>
        public IReadOnlyList<IssuedLicense> Items { get; }

        /// <summary>For <see cref="LicenseQuery.After"/>; null on the last page.</summary>
        [MaybeNull]
        public string Next { get; }
    }
}
