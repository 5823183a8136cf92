using System;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    internal partial class LicenseMonitor
    {
        private bool hasBackground;

        /// <summary>Does what is due at once, if there is a background task.</summary>
        protected void Hurry()
        {
            if (hasBackground)
            {
                ThreadPool.QueueUserWorkItem(_ => InBackgroundAsync(() => TurnAsync(() => WakeAsync(Closing), Closing)));
            }
        }

        /// <summary>Asks the server when it is due, until the license is closed.</summary>
        private async Task RunAsync()
        {
            while (!IsClosed)
            {
                await InBackgroundAsync(
                    async () =>
                    {
                        var delay = await TurnAsync(() => Task.FromResult(Delay()), Closing).ConfigureAwait(false);
                        await Task.Delay((int)delay, Closing).ConfigureAwait(false);
                        await TurnAsync(() => WakeAsync(Closing), Closing).ConfigureAwait(false);
                    }).ConfigureAwait(false);
            }
        }

        private async Task InBackgroundAsync(Func<Task> work)
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // A store of the program may throw anything: the next turn tries again.
                if (!IsClosed)
                {
                    Schedule.Failed(error);
                    Report(error);
                }
            }
        }

        private long Delay()
        {
            if (Memory.LicenseKey == null)
            {
                return Instants.Minute;
            }
            var until = StateNow().Until?.ToUnixTimeMilliseconds() + Instants.Second;
            return Schedule.Delay(Math.Min(until ?? Instants.Never, Seat.Next));
        }
    }
}
