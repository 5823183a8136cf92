using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    internal sealed partial class LicenseServer
    {
        /// <param name="licenseKey">Key of the license.</param>
        /// <param name="license">UUID of the license; null if it is not known.</param>
        /// <param name="waitToken">Of the place in the waiting line; null for none.</param>
        /// <param name="cancellation">Ends the call.</param>
        public async Task<Lease> StartSessionAsync(
            string licenseKey, string license, string waitToken, CancellationToken cancellation)
        {
            var call = new AskedCall("session", licenseKey);
            Func<Task<Fields>> send = () => Calls.StartSessionAsync(licenseKey, call.Nonce, waitToken, cancellation);
            var answer = await AskAsync(call, licenseKey, license, send, cancellation).ConfigureAwait(false);
            var token = answer.Reply.Text("session_token", "");
            // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
            var lease = token.Length == 0 ? null : Lease.In(answer.Proof, token);
            if (lease == null)
            {
                throw Untrusted(UntrustedException.Malformed());
            }
            return lease;
        }

        /// <param name="licenseKey">Key of the license.</param>
        /// <param name="session">Session to renew.</param>
        /// <param name="borrowDays">
        /// Days for which the seat is borrowed from now on, 0 to return it; null to leave that as it is.
        /// </param>
        /// <param name="idleSeconds">Seconds since the user was active; null if the program does not tell.</param>
        /// <param name="cancellation">Ends the call.</param>
        public async Task<Lease> RenewSessionAsync(
            string licenseKey, Lease session, int? borrowDays, int? idleSeconds, CancellationToken cancellation)
        {
            var lender = session.BorrowedUntil == null ? null : session.Proof.Relay?.Id;
            var call = new AskedCall("session", session.Token, false, lender);
            Func<Task<Fields>> send =
                () => Calls.RenewSessionAsync(session.Token, call.Nonce, borrowDays, idleSeconds, cancellation);
            var answer = await AskAsync(call, licenseKey, null, send, cancellation).ConfigureAwait(false);
            var lease = Lease.In(answer.Proof, session.Token);
            if (lease == null || lease.Id != session.Id)
            {
                throw Untrusted(UntrustedException.Mismatch("session", "It is about another session"));
            }
            return lease;
        }

        /// <param name="token">Of the session.</param>
        /// <param name="take">Codes of features that it takes.</param>
        /// <param name="release">Codes of features that it gives back.</param>
        /// <param name="cancellation">Ends the call.</param>
        public async Task<IReadOnlyList<FloatingFeature>> ChangeFeaturesAsync(
            string token, IReadOnlyList<string> take, IReadOnlyList<string> release, CancellationToken cancellation)
        {
            var call = new AskedCall("session", token, namesDevice: false);
            Func<Task<Fields>> send = () => Calls.ChangeFeaturesAsync(token, call.Nonce, take, release, cancellation);
            return FloatingFeature.In((await OutcomeAsync(call, send, cancellation).ConfigureAwait(false)).Claims);
        }
    }
}
