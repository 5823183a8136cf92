using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    internal sealed partial class LicenseOperations
    {
        public Task<CommittedUsage> RecordUsageAsync(UsageItem item, CancellationToken cancellation) =>
            ChangeAsync(() => Server.RecordUsageAsync(KeyOr(null), new[] { item }, cancellation), cancellation);

        public Task<Reservation> ReserveUsageAsync(
            IReadOnlyList<UsageItem> items, int? seconds, CancellationToken cancellation) =>
            ChangeAsync(() => Server.ReserveUsageAsync(KeyOr(null), items, seconds, cancellation), cancellation);

        public Task<CommittedUsage> CommitUsageAsync(
            string token, IReadOnlyList<UsageItem> items, CancellationToken cancellation) =>
            ChangeAsync(() => Server.CommitUsageAsync(token, items, cancellation), cancellation);

        public Task ReleaseUsageAsync(string token, CancellationToken cancellation) =>
            ChangeAsync(() => Server.Calls.ReleaseUsageAsync(token, cancellation), cancellation);
    }
}
