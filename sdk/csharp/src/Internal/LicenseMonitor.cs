using System;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>Keeps the state of a license up to date, and asks the server when it is time to.</summary>
    internal partial class LicenseMonitor : LicenseTurns
    {
        private readonly long longestGrace;
        private readonly string givenKey;

        protected LicenseMonitor(
            LicenseMemory memory, LicenseServer server, KnownTime time, bool isFloating, long longestGrace, string givenKey)
        {
            Memory = memory;
            Server = server;
            Time = time;
            IsFloating = isFloating;
            this.longestGrace = longestGrace;
            this.givenKey = givenKey;
            Schedule = new ContactSchedule(time.Now, longestGrace);
            Schedule.Recalled(memory.LatestAnswer);
            Seat = new FloatingSeat(server, memory, time.Now, () => KeyOr(null));
            Learn();
        }

        public LicenseServer Server { get; }

        public KnownTime Time { get; }

        protected LicenseMemory Memory { get; }

        protected ContactSchedule Schedule { get; }

        protected FloatingSeat Seat { get; }

        protected bool IsFloating { get; }

        public async Task BeginAsync(bool isNewDevice, bool hasBackground, CancellationToken cancellation)
        {
            this.hasBackground = hasBackground;
            await TurnAsync(
                async () =>
                {
                    if (isNewDevice)
                    {
                        // An offline request of the first start holds at the next one, too.
                        Save();
                    }
                    Schedule.NoticeClock(Time.IsTurnedBack);
                    if (IsFloating && StateWithoutSeat().IsUsable)
                    {
                        await StartSeatAsync(cancellation).ConfigureAwait(false);
                        Save();
                    }
                    else if (Memory.LicenseKey != null && (!StateNow().IsUsable || Schedule.IsDue))
                    {
                        await CheckAsync(cancellation).ConfigureAwait(false);
                    }
                    return true;
                },
                cancellation).ConfigureAwait(false);
            Changes.Begin(State);
            if (hasBackground)
            {
                ThreadPool.QueueUserWorkItem(_ => RunAsync());
            }
        }

        public async Task<LicenseState> CheckAsync(CancellationToken cancellation)
        {
            var key = Memory.LicenseKey;
            if (key == null)
            {
                return StateNow();
            }
            try
            {
                var answer = Schedule.IsPostponed
                    ? await Server.ActivateAsync(key, cancellation).ConfigureAwait(false)
                    : await Server.ValidateAsync(key, Memory.License, Memory.File, cancellation).ConfigureAwait(false);
                if (Known.IsOfOtherLender(answer, Time.Now()))
                {
                    throw LicenseServer.OtherLender();
                }
                return await AcceptAsync(key, answer, cancellation).ConfigureAwait(false);
            }
            catch (KeywardException error)
            {
                Schedule.Failed(error);
                Report(error);
                return Settle();
            }
        }

        public async Task<LicenseState> WakeAsync(CancellationToken cancellation)
        {
            if (IsClosed)
            {
                return StateNow();
            }
            AdoptStored();
            Schedule.NoticeClock(Time.IsTurnedBack);
            if (Seat.IsDue)
            {
                await RenewSeatAsync(cancellation).ConfigureAwait(false);
            }
            if (Memory.LicenseKey != null && Schedule.IsDue)
            {
                return await CheckAsync(cancellation).ConfigureAwait(false);
            }
            if (!Seat.IsWaiting)
            {
                await StartSeatAsync(cancellation).ConfigureAwait(false);
            }
            return Settle();
        }

        public async Task CloseAsync(CancellationToken cancellation)
        {
            if (!EndTurns())
            {
                return;
            }
            await TurnAsync(
                async () =>
                {
                    await EndSeatAsync(false, cancellation).ConfigureAwait(false);
                    Save();
                    return true;
                },
                cancellation).ConfigureAwait(false);
            Server.Calls.Dispose();
        }

        protected async Task<LicenseState> AcceptAsync(string licenseKey, SignedProof answer, CancellationToken cancellation)
        {
            if (licenseKey != Memory.LicenseKey)
            {
                // It holds a seat of another license.
                await EndSeatAsync(true, cancellation).ConfigureAwait(false);
            }
            // The clock of a relay is its customer's: it sets no clock back.
            if (answer.Relay == null || answer.IssuedAt > Time.Now())
            {
                Time.TrustTime(answer.IssuedAt);
            }
            Memory.Remember(licenseKey, answer);
            Schedule.Answered(answer);
            Report(null);
            Memory.VerifyAgain();
            await StartSeatAsync(cancellation).ConfigureAwait(false);
            return Settle();
        }

        protected LicenseState Settle()
        {
            Save();
            return StateNow();
        }

        protected void Save() => Write(Memory.Save);

        protected void ReplaceStored() => Write(Memory.Replace);

        protected async Task EndSeatAsync(bool isForGood, CancellationToken cancellation)
        {
            try
            {
                await Seat.EndAsync(isForGood, cancellation).ConfigureAwait(false);
            }
            catch (KeywardException error)
            {
                Report(error);
            }
        }

        protected string KeyOr(string given)
        {
            var key = given?.Trim() ?? Memory.LicenseKey ?? givenKey;
            if (string.IsNullOrEmpty(key))
            {
                throw new KeywardException("LICENSE_KEY_MISSING", "There is no license key yet: give the one that the user typed");
            }
            return key;
        }

        protected LicenseState StateNow() => StateOf(KnownNow(true));

        private LicenseState StateWithoutSeat() => StateOf(KnownNow(false));

        protected override LicenseState StateOf(Knowledge knowledge) => knowledge.StateAt(Time.Now(), Time.IsTurnedBack);

        protected override Knowledge KnownNow(bool withSeat) => Knowledge.Of(Memory, Schedule, Seat, IsFloating && withSeat, longestGrace);

        protected async Task StartSeatAsync(CancellationToken cancellation)
        {
            if (IsClosed || !IsFloating || Seat.HasGivenUp)
            {
                return;
            }
            if (!StateWithoutSeat().IsUsable)
            {
                Seat.StopWaiting();
                return;
            }
            try
            {
                await Seat.StartAsync(cancellation).ConfigureAwait(false);
            }
            catch (KeywardException error)
            {
                Report(error);
            }
        }

        private async Task RenewSeatAsync(CancellationToken cancellation)
        {
            try
            {
                if (!await Seat.RenewAsync(cancellation).ConfigureAwait(false) || Schedule.IsUnanswered)
                {
                    Schedule.Hurry();
                }
            }
            catch (KeywardException error)
            {
                if (!Seat.IsBorrowed || !(error is ConnectionException))
                {
                    Report(error);
                }
            }
        }

        private void AdoptStored()
        {
            var before = Memory.LatestAnswer;
            try
            {
                Memory.Refresh();
            }
            catch (Exception error)
            {
                Report(error);
            }
            var answer = Memory.LatestAnswer;
            if (answer != null && answer != before)
            {
                Time.SawAtLeast(answer.IssuedAt);
                Schedule.Recalled(answer);
            }
        }

        private void Write(Action<long> work)
        {
            try
            {
                work(Time.Now());
            }
            catch (Exception error)
            {
                Warn(
                    LicenseWarning.StoreNotWritable,
                    error.Message + ": The license cannot be stored. Give a store that the program may write");
                Report(error);
            }
        }
    }
}
