using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward
{
    public sealed partial class License
    {
        /// <summary>Until when the floating seat of this device is borrowed; null if it is not.</summary>
        public DateTimeOffset? BorrowedUntil
        {
            get
            {
                var known = work.Known;
                return known.IsBorrowedAt(work.Time.Now()) ? Instants.Of(known.BorrowedUntil) : null;
            }
        }

        /// <summary>The place in the waiting line while all floating seats are taken; null for none.</summary>
        [MaybeNull]
        public SeatPlace Place => work.Known.Place;

        /// <summary>
        /// Waits for the floating seat of this program, in the waiting line while all are taken. Throws <c>SESSIONS_EXHAUSTED</c> when the
        /// time is over, and gives up the place then, as <see cref="StopWaitingAsync"/>.
        /// </summary>
        /// <param name="limit">Longest time to wait.</param>
        /// <param name="progress">Is told the place whenever the server was asked; null for nobody.</param>
        /// <param name="cancellationToken">Ends the wait, and gives up the place.</param>
        public Task<LicenseState> WaitForSeatAsync(
            TimeSpan limit,
            [AllowNull] IProgress<SeatPlace> progress = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            work.WaitForSeatAsync(limit, progress, cancellationToken);

        /// <summary>
        /// Gives up the place in the waiting line: the program takes no seat until <see cref="ActivateAsync"/> or
        /// <see cref="WaitForSeatAsync"/>.
        /// </summary>
        public Task<LicenseState> StopWaitingAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.StopWaitingAsync(cancellationToken);

        /// <summary>
        /// Takes features with the floating seat. One that is exhausted is named so in the answer, and the program keeps its seat. They
        /// are given back with the seat; after a lost seat, take them again.
        /// </summary>
        /// <param name="features">Codes of the features.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<IReadOnlyList<FloatingFeature>> TakeFeaturesAsync(
            IReadOnlyList<string> features, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ChangeFeaturesAsync(features, new string[0], cancellationToken);

        /// <summary>Gives features back that were taken with the floating seat.</summary>
        /// <param name="features">Codes of the features.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<IReadOnlyList<FloatingFeature>> ReleaseFeaturesAsync(
            IReadOnlyList<string> features, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ChangeFeaturesAsync(new string[0], features, cancellationToken);

        /// <summary>
        /// Tells that the user is active, as at each key or click: it costs nothing. From the first call on, the server is told how long
        /// the user is idle, and may take the floating seat back after <c>idle_timeout</c> of the policy: <see cref="LastError"/> is
        /// <c>SESSION_IDLE</c> then, and the next call takes another seat.
        /// </summary>
        public void Active() => work.Active();

        /// <summary>
        /// Borrows the floating seat of this program: the device runs without network until then, also after restarts. Calling it
        /// again replaces the days.
        /// </summary>
        public Task<LicenseState> BorrowAsync(int days, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.BorrowAsync(days, cancellationToken);

        /// <summary>Returns a borrowed seat early. The program keeps it as an ordinary one.</summary>
        public Task<LicenseState> ReturnBorrowedAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ReturnBorrowedAsync(cancellationToken);
    }
}
