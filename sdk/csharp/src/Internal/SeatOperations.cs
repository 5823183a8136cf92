using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    internal sealed partial class LicenseOperations
    {
        private static readonly TimeSpan SeatPoll = TimeSpan.FromSeconds(1);

        public Task<LicenseState> BorrowAsync(int days, CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    MustFloat();
                    if (days < 1)
                    {
                        throw new KeywardException("INVALID_REQUEST", "A seat is borrowed for one day or more");
                    }
                    await Seat.BorrowAsync(days, cancellation).ConfigureAwait(false);
                    return Settle();
                },
                cancellation);
        }

        public Task<LicenseState> ReturnBorrowedAsync(CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    MustFloat();
                    if (Memory.Borrowed == null)
                    {
                        return StateNow();
                    }
                    await Seat.BorrowAsync(0, cancellation).ConfigureAwait(false);
                    // The answer that lent the seat has held so far.
                    return StateNow().IsUsable ? Settle() : await CheckAsync(cancellation).ConfigureAwait(false);
                },
                cancellation);
        }

        public async Task<LicenseState> WaitForSeatAsync(TimeSpan limit, IProgress<SeatPlace> progress, CancellationToken cancellation)
        {
            try
            {
                await WaitAsync(limit, progress, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await StopWaitingAsync(CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            var failure = Seat.Failure;
            var state = await StopWaitingAsync(cancellation).ConfigureAwait(false);
            if (failure != null)
            {
                throw failure;
            }
            return state;
        }

        public Task<LicenseState> StopWaitingAsync(CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    MustFloat();
                    await Seat.GiveUpAsync(cancellation).ConfigureAwait(false);
                    return Settle();
                },
                cancellation);
        }

        public Task<IReadOnlyList<FloatingFeature>> ChangeFeaturesAsync(
            IReadOnlyList<string> take, IReadOnlyList<string> release, CancellationToken cancellation)
        {
            return ChangeAsync(
                () =>
                {
                    MustFloat();
                    return Seat.ChangeFeaturesAsync(take, release, cancellation);
                },
                cancellation);
        }

        public void Active()
        {
            if (Seat.NoteActivity())
            {
                Hurry();
            }
        }

        private async Task WaitAsync(TimeSpan limit, IProgress<SeatPlace> progress, CancellationToken cancellation)
        {
            var waited = Stopwatch.StartNew();
            SeatPlace told = null;
            for (var isFirst = true; ; isFirst = false)
            {
                var place = await ChangeAsync(() => AskForSeatAsync(isFirst, cancellation), cancellation).ConfigureAwait(false);
                if (place != null && place != told)
                {
                    told = place;
                    progress?.Report(place);
                }
                var left = limit - waited.Elapsed;
                if (!Seat.IsTaken || left <= TimeSpan.Zero)
                {
                    return;
                }
                await Task.Delay(left < SeatPoll ? left : SeatPoll, cancellation).ConfigureAwait(false);
            }
        }

        /// <summary>Asks when it is time to, and at first.</summary>
        private async Task<SeatPlace> AskForSeatAsync(bool isFirst, CancellationToken cancellation)
        {
            MustFloat();
            if (isFirst)
            {
                Seat.Resume();
                await StartSeatAsync(cancellation).ConfigureAwait(false);
            }
            else if (!Seat.IsWaiting)
            {
                await WakeAsync(cancellation).ConfigureAwait(false);
            }
            return Seat.Place;
        }

        private void MustFloat()
        {
            if (!IsFloating)
            {
                throw new KeywardException("INVALID_REQUEST", "There is no floating seat: open the license with IsFloating = true");
            }
        }
    }
}
