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
                    return Settle();
                },
                cancellation);
        }

        public async Task<LicenseState> WaitForSeatAsync(TimeSpan limit, IProgress<SeatPlace> progress, CancellationToken cancellation)
        {
            var waited = Stopwatch.StartNew();
            SeatPlace told = null;
            for (;;)
            {
                var state = await ChangeAsync(() => AskForSeatAsync(cancellation), cancellation).ConfigureAwait(false);
                var place = Known.Place;
                if (place != null && place != told)
                {
                    told = place;
                    progress?.Report(place);
                }
                var left = limit - waited.Elapsed;
                if (!Known.IsWaitingForSeat || left <= TimeSpan.Zero)
                {
                    return state;
                }
                await Task.Delay(left < SeatPoll ? left : SeatPoll, cancellation).ConfigureAwait(false);
            }
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

        /// <summary>Does what is due, if the next attempt to get a seat is.</summary>
        private Task<LicenseState> AskForSeatAsync(CancellationToken cancellation)
        {
            MustFloat();
            return Seat.IsWaiting && !Seat.IsDue ? Task.FromResult(StateNow()) : WakeAsync(cancellation);
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
