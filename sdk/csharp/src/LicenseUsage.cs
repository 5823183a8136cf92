using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward
{
    public sealed partial class License
    {
        /// <summary>Counts a use of a meter. Throws <c>METER_EXHAUSTED</c> if it does not fit.</summary>
        /// <param name="meter">Code of the meter.</param>
        /// <param name="amount">Negative to return what was taken.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public async Task<MeterUse> RecordUsageAsync(
            string meter, long amount = 1, CancellationToken cancellationToken = default(CancellationToken))
        {
            var used = await work.RecordUsageAsync(UsageItem.Meter(meter, amount), cancellationToken).ConfigureAwait(false);
            return CommittedUsage.Only(used.Meters);
        }

        /// <summary>Uses a feature that costs credits. Throws <c>METER_EXHAUSTED</c> if it does not fit.</summary>
        /// <param name="feature">Code of the feature.</param>
        /// <param name="amount">Negative to return what was taken.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public async Task<CreditBalance> UseFeatureAsync(
            string feature, long amount = 1, CancellationToken cancellationToken = default(CancellationToken))
        {
            var used = await work.RecordUsageAsync(UsageItem.Feature(feature, amount), cancellationToken).ConfigureAwait(false);
            return CommittedUsage.Only(used.Credits);
        }

        /// <summary>
        /// Keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them. Throws
        /// <c>METER_EXHAUSTED</c> if they do not fit.
        /// </summary>
        /// <param name="items">What is kept.</param>
        /// <param name="seconds">After which the reservation ends by itself; null for 60.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<Reservation> ReserveUsageAsync(
            IReadOnlyList<UsageItem> items,
            int? seconds = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ReserveUsageAsync(items, seconds, cancellationToken);

        /// <summary>
        /// Takes what was reserved, or less of it. It can be repeated: nothing is taken twice. Throws <c>RESERVATION_ENDED</c> if it is
        /// too late.
        /// </summary>
        /// <param name="reservation">What was reserved.</param>
        /// <param name="items">What is taken of it; the rest is given back. Null for all.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<CommittedUsage> CommitUsageAsync(
            Reservation reservation,
            [AllowNull] IReadOnlyList<UsageItem> items = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            work.CommitUsageAsync(reservation.Token, items, cancellationToken);

        /// <summary>Gives back what was reserved.</summary>
        public Task ReleaseUsageAsync(
            Reservation reservation, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ReleaseUsageAsync(reservation.Token, cancellationToken);
    }
}
