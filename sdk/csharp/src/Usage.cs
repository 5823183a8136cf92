using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>An amount of a meter, or of a feature that costs credits.</summary>
    public sealed class UsageItem
    {
        private readonly string kind;
        private readonly string code;
        private readonly long amount;

        private UsageItem(string kind, string code, long amount)
        {
            this.kind = kind;
            this.code = code;
            this.amount = amount;
        }

        /// <param name="code">Code of the meter.</param>
        /// <param name="amount">Negative to return what was taken.</param>
        public static UsageItem Meter(string code, long amount = 1) => new UsageItem("meter", code, amount);

        /// <param name="code">Code of the feature.</param>
        /// <param name="amount">Negative to return what was taken.</param>
        public static UsageItem Feature(string code, long amount = 1) => new UsageItem("feature", code, amount);

        /// <inheritdoc/>
        public override string ToString() => kind + " " + code + ": " + amount;

        internal static List<Dictionary<string, object>> BodyOf(IEnumerable<UsageItem> items) =>
            items.Select(item => new Dictionary<string, object> { { item.kind, item.code }, { "amount", item.amount } }).ToList();

        /// <summary>Whether claims are about these amounts, or about none.</summary>
        internal static bool AreIn(Fields claims, IReadOnlyList<UsageItem> items)
        {
            var signed = claims.Objects("items");
            return signed.Count == (items?.Count ?? 0)
                && signed.Zip(items ?? new UsageItem[0], (fields, item) => item.Is(fields)).All(isSame => isSame);
        }

        private bool Is(Fields signed) =>
            signed.Text(kind) == code
                && Equals(signed.Get("amount"), amount)
                && !signed.Has(kind == "meter" ? "feature" : "meter");
    }

    /// <summary>A meter of the license after a use was counted, as the server signed it.</summary>
    public sealed class MeterUse
    {
        internal MeterUse(Fields meter)
        {
            Meter = meter.Text("meter", "");
            Used = meter.Integer("used", 0);
            Limit = meter.Integer("limit");
            Left = meter.Integer("left");
            ResetsAt = meter.Time("resets_at");
        }

        /// <summary>Code of the meter.</summary>
        public string Meter { get; }

        /// <summary>Taken in this period and not returned.</summary>
        public long Used { get; }

        /// <summary>Limit of a period; null is unlimited.</summary>
        public long? Limit { get; }

        /// <summary>What can still be taken in this period; null is unlimited.</summary>
        public long? Left { get; }

        /// <summary>Start of the next period; null if the meter never resets.</summary>
        public DateTimeOffset? ResetsAt { get; }

        /// <inheritdoc/>
        public override string ToString() => Meter + ": " + Used;
    }

    /// <summary>A credit after a call, as the server signed it. Its amounts are decimal texts.</summary>
    public sealed class CreditBalance
    {
        internal CreditBalance(Fields credit)
        {
            Credit = credit.Text("credit", "");
            Used = credit.Text("used", "");
            Limit = credit.Text("limit");
            Left = credit.Text("left");
            ResetsAt = credit.Time("resets_at");
        }

        /// <summary>Code of the credit.</summary>
        public string Credit { get; }

        /// <summary>Taken in this period and not returned.</summary>
        public string Used { get; }

        /// <summary>Limit of a period; null is unlimited.</summary>
        [MaybeNull]
        public string Limit { get; }

        /// <summary>What can still be taken in this period; null is unlimited.</summary>
        [MaybeNull]
        public string Left { get; }

        /// <summary>Start of the next period; null if the credit never resets.</summary>
        public DateTimeOffset? ResetsAt { get; }

        /// <inheritdoc/>
        public override string ToString() => Credit + ": " + Used;
    }

    /// <summary>The balances that a call took from, after it, as the server signed them.</summary>
    public sealed class CommittedUsage
    {
        internal CommittedUsage(Fields claims)
        {
            Meters = claims.Objects("meters").Select(meter => new MeterUse(meter)).ToList().AsReadOnly();
            Credits = claims.Objects("credits").Select(credit => new CreditBalance(credit)).ToList().AsReadOnly();
        }

        /// <summary>Empty if no meter was used.</summary>
        public IReadOnlyList<MeterUse> Meters { get; }

        /// <summary>Empty if no feature was used that costs credits.</summary>
        public IReadOnlyList<CreditBalance> Credits { get; }

        internal static T Only<T>(IReadOnlyList<T> balances)
        {
            if (balances.Count == 0)
            {
                throw LicenseServer.Untrusted(UntrustedException.Malformed());
            }
            return balances[0];
        }
    }

    /// <summary>Amounts that are kept for this program.</summary>
    public sealed class Reservation
    {
        private Reservation(string token, DateTimeOffset expiresAt)
        {
            Token = token;
            ExpiresAt = expiresAt;
        }

        /// <summary>Names it to the server.</summary>
        public string Token { get; }

        /// <summary>When it ends by itself.</summary>
        public DateTimeOffset ExpiresAt { get; }

        /// <inheritdoc/>
        public override string ToString() => "until " + ExpiresAt.ToString("u");

        /// <param name="claims">They say when it ends.</param>
        /// <param name="reply">The token is sent beside.</param>
        internal static Reservation In(Fields claims, Fields reply)
        {
            try
            {
                var end = new Claims(claims.Object("reservation")).Time("expires_at");
                return new Reservation(new Claims(reply).Text("reservation_token"), Instants.Of(end).Value);
            }
            catch (UntrustedException malformed)
            {
                throw LicenseServer.Untrusted(malformed);
            }
        }
    }
}
